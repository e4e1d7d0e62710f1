// The outbox on a page: forms `[data-outbox=SLOT]`, their drafts, and the words under the box.
// Sentences stand in data-attributes of the form, so that the template translates them.
import { keep, storageKey } from "../keep.mjs";
import { post } from "../post.mjs";
import { Outbox, newKey } from "./box.mjs";
import { startDrafts, dropDraft, readDraft, writeDraft } from "./drafts.mjs";

const SENT_SHOWS = 4000; // ms; the text itself stands in the thread by then

const forms = () => Array.from(document.querySelectorAll("form[data-outbox]"));
const formOf = (slot) => forms().find((form) => form.getAttribute("data-outbox") === slot);
const textOf = (form) => form.elements.namedItem("text");
const sameOrigin = (url) => new URL(url, window.location.href).origin === window.location.origin;

/** Only one tab at a time tries; where the browser has no locks the key alone makes a second try harmless. */
function lock(work) {
  return navigator.locks ? navigator.locks.request("anxin.outbox", work) : Promise.resolve().then(work);
}

function say(form, words, kind, canTakeBack) {
  const box = form.querySelector("[data-outbox-status]");
  if (!box) return;
  box.hidden = !words;
  box.className = `box-status ${kind || ""}`;
  box.querySelector("[data-outbox-words]").textContent = words || "";
  const back = box.querySelector("[data-take-back]");
  if (back) back.hidden = !canTakeBack;
}

function busy(form, on) {
  const button = form.querySelector("[type=submit]");
  if (button) button.setAttribute("aria-busy", String(on));
}

function hold(form, on) {
  textOf(form).readOnly = on;
}

function fresh(form) {
  const key = form.elements.namedItem("key");
  if (key) key.value = newKey();
}

function empty(form) {
  const text = textOf(form);
  text.value = "";
  hold(form, false);
  fresh(form);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function arrived(slot, form, answer) {
  dropDraft(slot);
  if (form) {
    busy(form, false);
    empty(form);
    say(form, form.getAttribute("data-sent"), "sent");
    setTimeout(() => clearSent(form), SENT_SHOWS);
  }
  document.dispatchEvent(new CustomEvent("anxin:sent", { detail: { slot, html: answer.html, form } }));
  // Only a page that shows the form is moved on; a text sent from another page says nothing.
  if (form && answer.location && sameOrigin(answer.location)) window.location.assign(answer.location);
}

function refused(slot, form, answer) {
  writeDraft(slot, answer.entry.fields.text || "");
  if (!form) return;
  busy(form, false);
  hold(form, false);
  const text = textOf(form);
  if (!text.value) text.value = answer.entry.fields.text || "";
  fresh(form); // the next try is another text: it must not meet the old key
  say(form, answer.sentence || form.getAttribute("data-refused"), "refused");
}

function tell(slot, state, detail) {
  const form = formOf(slot);
  if (state === "sent") return arrived(slot, form, detail);
  if (state === "refused") return refused(slot, form, detail);
  if (!form) return undefined;
  hold(form, true);
  busy(form, state === "sending");
  if (state === "unreached") say(form, form.getAttribute("data-offline"), "", true);
  if (state === "wait") say(form, form.getAttribute("data-slow"), "", true);
  return undefined;
}

const outbox = new Outbox({ keep, send: post, lock, later: (fn, ms) => window.setTimeout(fn, ms), tell });

function submit(event) {
  const form = event.target;
  if (!form.matches || !form.matches("form[data-outbox]")) return;
  event.preventDefault();
  const slot = form.getAttribute("data-outbox");
  const text = textOf(form);
  if (!text.value.trim()) {
    say(form, form.getAttribute("data-empty"), "refused");
    text.focus();
    return;
  }
  const fields = {};
  new FormData(form).forEach((value, name) => {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields[name] = value;
  });
  const button = event.submitter;
  if (button && button.name) fields[button.name] = button.value;
  if (!fields.key) fields.key = newKey();
  say(form, "", "");
  outbox.put(slot, { url: new URL(form.getAttribute("action") || "", window.location.href).href, fields, key: fields.key, at: Date.now() });
}

function clearSent(form) {
  const box = form.querySelector("[data-outbox-status].sent");
  if (box) box.hidden = true;
}

/** "Sent" has been read once the person writes on. */
function writesOn(event) {
  const form = event.target.form;
  if (form && event.isTrusted && form.hasAttribute("data-outbox")) clearSent(form);
}

function takeBack(event) {
  const button = event.target.closest("[data-take-back]");
  if (!button) return;
  const form = button.closest("form[data-outbox]");
  outbox.takeBack(form.getAttribute("data-outbox"));
  hold(form, false);
  busy(form, false);
  fresh(form);
  say(form, "", "");
  textOf(form).focus();
}

/** What waits stands in its box again; what was being typed too. */
function refill(root = document) {
  for (const form of forms().filter((each) => root.contains(each))) {
    const slot = form.getAttribute("data-outbox");
    const entry = outbox.entry(slot);
    const text = textOf(form);
    if (entry) {
      text.value = entry.fields.text || "";
      hold(form, true);
      say(form, form.getAttribute("data-offline"), "", true);
    } else if (!text.value) {
      text.value = readDraft(slot);
    }
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Another tab has sent what this one shows as waiting. */
function sentElsewhere(event) {
  const start = storageKey("outbox.");
  if (!event.key || !event.key.startsWith(start) || event.newValue) return;
  const slot = event.key.slice(start.length);
  const form = formOf(slot);
  if (!form || !textOf(form).readOnly) return;
  busy(form, false);
  empty(form);
  say(form, form.getAttribute("data-sent"), "sent");
}

export function startOutbox() {
  startDrafts();
  forms().forEach(fresh); // a page from the browser's own store may carry a key that was used before
  refill();
  document.addEventListener("submit", submit);
  document.addEventListener("click", takeBack);
  document.addEventListener("input", writesOn);
  window.addEventListener("storage", sentElsewhere);
  window.addEventListener("online", () => outbox.flushAll());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && outbox.flushAll());
  window.addEventListener("pageshow", (event) => event.persisted && (forms().forEach(fresh), refill(), outbox.flushAll()));
  document.addEventListener("anxin:swapped", (event) => refill(event.detail.part));
  outbox.flushAll();
}
