// A text is sent once, whatever the network, the taps and the tabs do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keeper } from "../js/keep.mjs";
import { Outbox, judge, newKey, pause } from "../js/outbox/box.mjs";

/** A server that writes each key once, as ours does, and may be out of reach for its first `down` calls. */
function server({ down = 0, status = 200, retryAfter = null } = {}) {
  const written = new Map();
  let calls = 0;
  return {
    written,
    calls: () => calls,
    send: async (entry) => {
      calls += 1;
      if (calls <= down) throw new TypeError("Failed to fetch");
      if (status === 200 && !written.has(entry.key)) written.set(entry.key, entry.fields.text);
      return { status, retryAfter, sentence: status === 200 ? "" : "Someone else is answering." };
    },
  };
}

function phone(service, keep = keeper(null)) {
  const told = [];
  const timers = [];
  const outbox = new Outbox({
    keep,
    send: service.send,
    lock: (work) => Promise.resolve().then(work),
    later: (fn, ms) => timers.push({ fn, ms }),
    tell: (slot, state, detail) => told.push({ slot, state, detail }),
  });
  return { outbox, told, timers, states: () => told.map((each) => each.state) };
}

const asked = (text = "血压150/95要紧吗？") => ({ url: "/c/huzhu/ask", fields: { text }, key: newKey() });

test("a text that arrives is sent once and forgotten", async () => {
  const service = server();
  const { outbox, states } = phone(service);
  await outbox.put("ask", asked());
  assert.equal(service.written.size, 1);
  assert.deepEqual(outbox.waiting(), []);
  assert.deepEqual(states(), ["sending", "sent"]);
});

test("two taps at once send one text", async () => {
  const service = server();
  const { outbox } = phone(service);
  await Promise.all([outbox.put("ask", asked("一")), outbox.put("ask", asked("二"))]);
  assert.equal(service.calls(), 1);
  assert.deepEqual([...service.written.values()], ["一"]);
});

test("without a network the text is kept, tried again with the same key, and written once", async () => {
  const service = server({ down: 2 });
  const { outbox, timers, states } = phone(service);
  await outbox.put("ask", asked());
  assert.deepEqual(outbox.waiting(), ["ask"]);
  assert.equal(timers[0].ms, 2000);
  timers.shift().fn();
  await outbox.flush("ask"); // joins the second try, which fails too
  await outbox.flush("ask");
  assert.equal(service.written.size, 1);
  assert.equal(states().filter((state) => state === "sent").length, 1);
});

test("an answer lost on the way back does not make a second text", async () => {
  const service = server();
  let first = true;
  const lossy = { send: async (entry) => {
    const answer = await service.send(entry);
    if (first) { first = false; throw new TypeError("connection lost"); }
    return answer;
  } };
  const { outbox } = phone(lossy);
  await outbox.put("ask", asked());
  await outbox.flush("ask");
  assert.equal(service.calls(), 2);
  assert.equal(service.written.size, 1);
});

test("what was kept survives a closed tab", async () => {
  const keep = keeper(null);
  const service = server({ down: 1 });
  await phone(service, keep).outbox.put("ask", asked());
  const later = phone(service, keep);
  assert.equal(later.outbox.entry("ask").fields.text, "血压150/95要紧吗？");
  await later.outbox.flushAll();
  assert.equal(service.written.size, 1);
});

test("two tabs over one storage send once", async () => {
  const keep = keeper(null);
  const service = server();
  let busy = Promise.resolve();
  const lock = (work) => (busy = busy.then(work, work));
  const tabs = [phone(service, keep), phone(service, keep)];
  tabs.forEach((tab) => (tab.outbox.lock = lock));
  keep.set("outbox.ask", JSON.stringify({ ...asked(), tries: 1 }));
  await Promise.all(tabs.map((tab) => tab.outbox.flushAll()));
  assert.equal(service.calls(), 1);
});

test("a refusal shows the server's sentence and stops trying", async () => {
  const { outbox, told, timers } = phone(server({ status: 409 }));
  await outbox.put("ask", asked());
  assert.equal(told.at(-1).state, "refused");
  assert.equal(told.at(-1).detail.sentence, "Someone else is answering.");
  assert.equal(timers.length, 0);
  assert.deepEqual(outbox.waiting(), []);
});

test("a busy server is given the time it asks for", async () => {
  const { outbox, timers, states } = phone(server({ status: 429, retryAfter: "7" }));
  await outbox.put("ask", asked());
  assert.deepEqual(states(), ["sending", "wait"]);
  assert.equal(timers[0].ms, 7000);
});

test("a text taken back while it is under way is not reported as sent", async () => {
  const { outbox, states } = phone({ send: async () => (outbox.takeBack("ask"), { status: 200 }) });
  await outbox.put("ask", asked());
  assert.deepEqual(states(), ["sending"]);
});

test("a server fault is tried three times, then told; a gateway's is tried for ever", () => {
  assert.equal(judge(500, null, 1).kind, "unreached");
  assert.equal(judge(500, null, 3).kind, "refused");
  assert.equal(judge(503, null, 99).kind, "unreached");
  assert.equal(judge(429, "soon", 1).after, 5000);
});

test("pauses grow from two seconds to a minute", () => {
  assert.deepEqual([1, 2, 3, 5, 6, 40].map(pause), [2000, 4000, 8000, 32000, 60000, 60000]);
});
