// Clocks in words: minutes left are rounded up, minutes over down, and nothing says "0 min".
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockWords } from "../js/clockwords.mjs";

const forms = { left: "%m 分", over: "+%m 分", leftHours: "%h 小时", overHours: "+%h 小时", leftWord: "剩余", overWord: "已超时" };
const said = (seconds, counts) => clockWords(seconds * 1000, forms, counts).value;

test("minutes", () => {
  assert.equal(said(541), "10 分");
  assert.equal(said(20), "1 分");
  assert.equal(said(-20), "+1 分");
  assert.equal(said(-200), "+3 分");
});

test("hours", () => {
  assert.equal(said(128 * 60), "2 小时");
  assert.equal(said(-150 * 60), "+3 小时");
});

test("seconds of a crisis", () => {
  assert.equal(said(18, true), "0:18");
  assert.equal(said(-75, true), "+1:15");
});

test("late is a word, not only a colour", () => {
  assert.deepEqual(clockWords(-1000, forms, false), { value: "+1 分", word: "已超时", late: true });
});
