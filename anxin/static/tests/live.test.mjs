// The live link: one refresh at a time, catch-up after a gap, polling when the stream cannot be heard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Link, OneAtATime, QUIET } from "../js/live/link.mjs";

class Stream {
  constructor(url) {
    Object.assign(this, { url, readyState: 0, closed: false, heard: {} });
  }
  addEventListener(name, fn) {
    this.heard[name] = fn;
  }
  say(name, id = "") {
    this.heard[name]({ lastEventId: id });
  }
  close() {
    this.closed = true;
  }
}

function page(settings = {}) {
  const world = { time: 0, timers: [], streams: [], rings: [], states: [] };
  const clock = {
    now: () => world.time,
    every: (fn, ms) => world.timers.push({ fn, ms, next: world.time + ms }) && world.timers.at(-1),
    stop: (timer) => (world.timers = world.timers.filter((each) => each !== timer)),
    later: (fn, ms) => world.timers.push({ fn, ms, next: world.time + ms, once: true }),
  };
  world.pass = (ms) => {
    for (const end = world.time + ms; world.time < end; ) {
      world.time += 1000;
      for (const timer of [...world.timers]) {
        if (!world.timers.includes(timer) || timer.next > world.time) continue;
        timer.next += timer.ms;
        if (timer.once) clock.stop(timer);
        timer.fn();
      }
    }
  };
  world.link = new Link({
    url: "/stream",
    after: "41",
    names: ["message", "state"],
    open: (url) => world.streams.push(new Stream(url)) && world.streams.at(-1),
    ring: (name) => world.rings.push(name),
    state: (word) => world.states.push(word),
    poll: 20,
    clock,
    ...settings,
  });
  world.link.start();
  return world;
}

test("many bells during one fetch make exactly one more", async () => {
  let runs = 0;
  let finish;
  const refresh = new OneAtATime(() => (runs += 1, new Promise((done) => (finish = done))));
  refresh.ring();
  for (let at = 0; at < 5; at += 1) refresh.ring();
  assert.equal(runs, 1);
  finish();
  await new Promise((done) => setTimeout(done));
  assert.equal(runs, 2);
  finish();
  await new Promise((done) => setTimeout(done));
  assert.equal(runs, 2);
});

test("a refresh that fails does not block the next", async () => {
  let runs = 0;
  const refresh = new OneAtATime(async () => {
    runs += 1;
    if (runs === 1) throw new Error("unreached");
  });
  await refresh.ring().catch(() => undefined);
  await refresh.ring();
  assert.equal(runs, 2);
});

test("an event rings by its name; hello and ping do not", () => {
  const { streams, rings } = page();
  assert.equal(streams[0].url, "/stream?after=41");
  streams[0].onopen();
  streams[0].say("hello");
  streams[0].say("state", "42");
  streams[0].say("ping");
  assert.deepEqual(rings, ["state"]);
});

test("a stream that comes back catches up", () => {
  const { streams, rings } = page();
  streams[0].onopen();
  streams[0].onerror();
  streams[0].onopen();
  assert.deepEqual(rings, [undefined]);
});

test("a link reopened after a rest asks for what came after the last it heard", () => {
  const { link, streams } = page();
  streams[0].say("message", "57");
  link.stop();
  link.start();
  assert.equal(streams[1].url, "/stream?after=57");
});

test("three errors make it poll, and a stream that answers later ends the polling", () => {
  const world = page();
  for (let at = 0; at < 3; at += 1) world.streams[0].onerror();
  assert.ok(world.streams[0].closed);
  const before = world.rings.length;
  world.pass(40000);
  assert.equal(world.rings.length, before + 2);
  world.pass(30000);
  assert.equal(world.streams.length, 2);
  world.streams[1].onopen();
  const after = world.rings.length;
  world.pass(40000);
  assert.equal(world.rings.length, after);
});

test("a stream nobody hears for 45 seconds is given up", () => {
  const world = page();
  world.streams[0].onopen();
  world.pass(QUIET + 6000);
  assert.ok(world.streams[0].closed);
  assert.ok(world.states.includes("polling"));
});

test("without a stream at all it polls from the start", () => {
  const world = page({ open: () => null });
  world.pass(41000);
  assert.equal(world.rings.length, 3);
});
