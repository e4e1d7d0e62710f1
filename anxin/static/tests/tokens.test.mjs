// Colours that carry words are legible, by day and by night (WCAG 2.2: 4.5 for words, 3 for edges and focus).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../css/tokens.css", import.meta.url), "utf8");
const tokens = (block) => Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1], found[2].trim()]));
const block = (start) => css.slice(css.indexOf("{", css.indexOf(start)) + 1, css.indexOf("}", css.indexOf(start)));
const day = tokens(block(":root {"));
const night = tokens(block(':root:not([data-theme="light"])'));
const chosen = tokens(block(':root[data-theme="dark"]'));

function light(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);

const WORDS = [
  ["ink", "paper card quiet green-wash amber-wash red-wash"],
  ["soft", "paper card quiet red-wash green-wash"],
  ["green-ink", "paper card green-wash quiet"],
  ["on-green", "green green-deep"],
  ["amber", "paper card amber-wash"],
  ["red", "paper card red-wash"],
  ["on-red", "red-fill"],
  ["paper", "ink"],
];
const EDGES = [["edge", "paper card"], ["focus", "paper card green-wash"], ["green", "paper card"], ["red", "card red-wash"], ["red-fill", "on-red"]];

for (const [name, set] of [["day", day], ["night", night]]) {
  test(`words are legible by ${name}`, () => {
    for (const [words, grounds] of WORDS) {
      for (const ground of grounds.split(" ")) {
        const found = contrast(set[words], set[ground]);
        assert.ok(found >= 4.5, `${words} on ${ground}: ${found.toFixed(2)}`);
      }
    }
  });
  test(`edges are seen by ${name}`, () => {
    for (const [edge, grounds] of EDGES) {
      for (const ground of grounds.split(" ")) assert.ok(contrast(set[edge], set[ground]) >= 3, `${edge} on ${ground}`);
    }
  });
}

test("the dark a person chooses is the dark a phone asks for", () => assert.deepEqual(chosen, night));
