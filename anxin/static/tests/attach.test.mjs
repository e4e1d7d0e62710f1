// Files that wait to be sent: in order, once each, again after a lost network, out of the line on a tap.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Line } from "../js/attach/line.mjs";

function line(...answers) {
  const sent = [];
  const timers = [];
  const states = [];
  const made = new Line({
    send: async (item) => {
      sent.push([item.name, item.key]);
      const answer = answers.shift() || { status: 200 };
      if (answer === "unreached") throw new Error("no network");
      return typeof answer === "function" ? answer(item) : answer;
    },
    later: (fn, ms) => timers.push([fn, ms]),
    tell: (item) => states.push(`${item.name} ${item.state}`),
  });
  return { made, sent, timers, states };
}

test("nothing goes before she says so, then one after the other", async () => {
  const { made, sent, states } = line();
  made.add({ name: "a" });
  made.add({ name: "b" });
  assert.equal(sent.length, 0);
  await made.start();
  assert.deepEqual(sent.map((each) => each[0]), ["a", "b"]);
  assert.notEqual(sent[0][1], sent[1][1]);
  assert.deepEqual(states.filter((each) => each.endsWith("sent")), ["a sent", "b sent"]);
  assert.equal(made.items.length, 0);
});

test("after a lost network the same key is sent again, and the rest keeps its place", async () => {
  const { made, sent, timers } = line("unreached", { status: 503, retryAfter: "3" });
  made.add({ name: "a" });
  made.add({ name: "b" });
  await made.start();
  assert.deepEqual(made.items.map((each) => each.state), ["unreached", "unreached"]);
  assert.equal(timers[0][1], 2000);
  await made.again(); // 503
  await made.again();
  assert.deepEqual(sent.map((each) => each[0]), ["a", "a", "a", "b"]);
  assert.equal(new Set(sent.slice(0, 3).map((each) => each[1])).size, 1);
});

test("a refused file stays with its sentence, does not hold up the next, and gets a new key", async () => {
  const { made, sent } = line({ status: 422, sentence: "not a photo" });
  made.add({ name: "a" });
  made.add({ name: "b" });
  await made.start();
  assert.deepEqual(sent.map((each) => each[0]), ["a", "b"]);
  const [left] = made.items;
  assert.equal(made.items.length, 1);
  assert.equal(left.sentence, "not a photo");
  assert.notEqual(left.key, sent[0][1]);
});

test("a file taken out under way is broken off and says nothing more", async () => {
  const { made, states } = line((item) => {
    made.remove(item);
    return { status: 200 };
  });
  let broken = false;
  made.add({ name: "a", abort: () => (broken = true) });
  await made.start();
  assert.ok(broken);
  assert.ok(!states.includes("a sent"));
});
