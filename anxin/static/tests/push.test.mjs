import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, labelOf } from "../js/push.mjs";

test("a server's key is read from base64url", () => {
  assert.deepEqual([...bytes("-_8")], [251, 255]);
  assert.equal(bytes("A".repeat(87)).length, 65);
});

test("a browser is named by what people know", () => {
  const chrome = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Mobile Safari/537.36";
  assert.equal(labelOf(chrome), "Chrome · Android");
  assert.equal(labelOf(`${chrome} MicroMessenger/8`), "WeChat · Android");
  assert.equal(labelOf("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1"), "Safari · iPhone");
  assert.equal(labelOf("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140"), "Edge · Windows");
  assert.equal(labelOf("?"), "");
});
