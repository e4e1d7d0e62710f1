import assert from "node:assert/strict";
import test from "node:test";
import { dropChoices, keepChoices, recallChoices } from "../js/choices.mjs";
import { keeper } from "../js/keep.mjs";

const ticks = (...on) => ["q-1 0", "q-1 1", "q-2 0", "q-2 1"].map((each, n) => ({ name: each.split(" ")[0], value: each.split(" ")[1], checked: on.includes(n) }));
const on = (all) => all.map((each, n) => (each.checked ? n : -1)).filter((n) => n >= 0);

test("what was chosen comes back in the same try", () => {
  const store = keeper(null);
  keepChoices(store, "quiz", "0", ticks(1, 2, 3));
  const page = ticks();
  assert.equal(recallChoices(store, "quiz", "0", page), 3);
  assert.deepEqual(on(page), [1, 2, 3]);
});

test("another try, another person or another course begins empty", () => {
  const store = keeper(null);
  keepChoices(store, "quiz-her", "0", ticks(1));
  assert.equal(recallChoices(store, "quiz-other", "0", ticks()), 0);
  assert.equal(recallChoices(store, "quiz-her", "1", ticks()), 0);
  assert.equal(recallChoices(store, "quiz-her", "0", ticks()), 0); // the earlier try was forgotten
});

test("what the page came with counts more", () => {
  const store = keeper(null);
  keepChoices(store, "quiz", "0", ticks(1));
  const page = ticks(3);
  recallChoices(store, "quiz", "0", page);
  assert.deepEqual(on(page), [3]);
});

test("handed in is forgotten; what is broken or no longer asked harms nothing", () => {
  const store = keeper(null);
  keepChoices(store, "quiz", "0", ticks(1));
  dropChoices(store, "quiz");
  assert.deepEqual(store.names("choices."), []);
  for (const broken of ["{", "null", "[]", '{"attempt":"0"}']) {
    store.set("choices.quiz", broken);
    assert.equal(recallChoices(store, "quiz", "0", ticks()), 0);
  }
  store.set("choices.quiz", '{"attempt":"0","chosen":[["q-9","0"],["q-1","1"]]}');
  assert.equal(recallChoices(store, "quiz", "0", ticks()), 1);
});
