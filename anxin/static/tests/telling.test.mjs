// Telling that somebody types: seldom, never what, and that it is over.
import assert from "node:assert/strict";
import test from "node:test";
import { teller } from "../js/telling.mjs";

function typing() {
  const said = [];
  let at = 100000;
  const one = teller((stopped) => said.push(stopped ? "stopped" : "typing"), () => at);
  return { one, said, later: (ms) => (at += ms) };
}

test("many letters in a row are told once every three seconds", () => {
  const { one, said, later } = typing();
  for (let n = 0; n < 10; n += 1) {
    one.typed(false);
    later(500);
  }
  assert.deepEqual(said, ["typing", "typing"]);
});

test("sending it, or emptying the box, ends it once", () => {
  const { one, said } = typing();
  one.typed(false);
  one.stopped();
  one.typed(true);
  assert.deepEqual(said, ["typing", "stopped"]);
});

test("nothing is told of a box that was never typed in", () => {
  const { one, said } = typing();
  one.stopped();
  one.typed(true);
  assert.deepEqual(said, []);
});
