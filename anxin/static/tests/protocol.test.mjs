// A sentence of the protocol goes into the answer box without losing what stands there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { putInto } from "../js/protocol.mjs";

function box(value) {
  const told = [];
  return { value, told, dispatchEvent: (event) => told.push(event.type) };
}

test("into an empty box", () => {
  const into = box("");
  putInto(into, "您现在身边有人吗？");
  assert.equal(into.value, "您现在身边有人吗？");
  assert.deepEqual(into.told, ["input"]); // so that the draft is kept
});

test("after what is being written", () => {
  const into = box("我在。 \n");
  putInto(into, "您现在安全吗？");
  assert.equal(into.value, "我在。\n您现在安全吗？");
});
