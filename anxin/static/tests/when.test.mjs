// Taps on "When I can": kept until the server has them, sent again, taken back where they are refused.
import assert from "node:assert/strict";
import test from "node:test";
import { keeper } from "../js/keep.mjs";
import { TapBox } from "../js/when.mjs";

const ok = (place) => ({ status: 200, html: `<button data-place="${place}">` });

function page(answers, store = keeper(null)) {
  const said = [];
  const sent = [];
  const later = [];
  const told = {
    held: () => said.push("held"),
    gone: () => said.push("gone"),
    saved: (place, can) => said.push(`saved ${place} ${can}`),
    refused: (place, sentence) => said.push(`refused ${place} ${sentence}`),
  };
  const send = async (place, can) => {
    sent.push(`${place} ${can}`);
    const answer = answers.shift();
    if (answer === undefined) throw new TypeError("no network");
    return typeof answer === "function" ? answer(place) : answer;
  };
  const box = new TapBox({ store, name: "when.me", send, told, later: (work, wait) => later.push({ work, wait }) });
  return { box, said, sent, later, store };
}

test("a tap is sent, and forgotten when the server has it", async () => {
  const { box, said, sent, store } = page([ok]);
  await box.tap("d/k", "can");
  assert.deepEqual([said, sent, store.names("when.")], [["saved d/k can"], ["d/k can"], []]);
});

test("without network it is kept, also over a closed page, and sent again", async () => {
  const { box, said, later, store } = page([]);
  await box.tap("d/k", "can");
  await later[0].work();
  assert.deepEqual(said, ["held", "held"]);
  assert.deepEqual(later.map((each) => each.wait), [2000, 4000]);
  const next = page([ok], store);
  await next.box.go();
  assert.deepEqual([next.said, store.names("when.")], [["saved d/k can"], []]);
});

test("a tap while another is under way is the one that counts", async () => {
  const { box, said, sent } = page([(place) => (box.tap(place, "cannot"), ok(place)), ok]);
  await box.tap("d/k", "can");
  assert.deepEqual([said, sent], [["saved d/k cannot"], ["d/k can", "d/k cannot"]]);
});

test("a refusal is said once, and the next tap goes on", async () => {
  const { box, said, store } = page([undefined, { status: 409, sentence: "closed" }, ok]);
  await box.tap("a/k", "can");
  await box.tap("b/k", "want");
  assert.deepEqual([said, store.names("when.")], [["held", "refused a/k closed", "saved b/k want"], []]);
});

test("somebody else's page, a fault of the server and a sign-in keep the tap", async () => {
  const { box, said, later } = page([{ status: 200, html: "<h1>Hotel" }, { status: 503, retryAfter: "7" }, { status: 200, location: "/login" }]);
  await box.tap("a/k", "can");
  await later[0].work();
  await later[1].work();
  assert.deepEqual([said, later.map((each) => each.wait)], [["held", "held", "gone"], [2000, 7000]]);
  assert.equal(box.waiting()["a/k"].can, "can");
});

test("a device that is full keeps the tap as long as the page", async () => {
  const full = { get: () => null, set: () => false, drop: () => undefined, names: () => [] };
  const { box, said, later } = page([undefined, ok], full);
  await box.tap("a/k", "can");
  await later[0].work();
  assert.deepEqual([said, box.waiting()], [["held", "saved a/k can"], {}]);
});
