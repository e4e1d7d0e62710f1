// What is being typed survives a reload and a closed tab. One draft per slot, written half a second after the last key.
import { keep } from "../keep.mjs";

const DAYS = 3; // a draft older than this belongs to another day, perhaps to another person on this phone
const timers = new Map();

export function writeDraft(slot, text) {
  if (text.trim()) keep.set(`draft.${slot}`, JSON.stringify({ text, at: Date.now() }));
  else keep.drop(`draft.${slot}`);
}

export function dropDraft(slot) {
  clearTimeout(timers.get(slot));
  keep.drop(`draft.${slot}`);
}

export function readDraft(slot) {
  try {
    const draft = JSON.parse(keep.get(`draft.${slot}`));
    if (draft && Date.now() - draft.at < DAYS * 86400000) return draft.text;
  } catch (broken) {
    // a draft nobody can read is no draft
  }
  keep.drop(`draft.${slot}`);
  return "";
}

export function startDrafts() {
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (event.target.name !== "text" || !form || !form.hasAttribute("data-outbox") || event.target.readOnly) return;
    const slot = form.getAttribute("data-outbox");
    const text = event.target.value;
    clearTimeout(timers.get(slot));
    timers.set(slot, setTimeout(() => writeDraft(slot, text), 500));
  });
  const forget = () => timers.forEach((timer) => clearTimeout(timer));
  document.addEventListener("anxin:left", forget); // she left: nothing typed may be written after that
}
