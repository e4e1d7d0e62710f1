// Beside the answer box: suggestions that follow what is typed, "use this" (into the box, never sent), and the picker of
// saved replies (a button, or "/" in an empty box). The draft is posted to be looked at and is kept by nobody.
import { toast } from "./toast.mjs";

const PAUSE = 800; // ms without a key

const section = () => document.querySelector("[data-suggest]");
const answerBox = () => document.querySelector(".reply form[data-outbox] textarea[name=text]");

function post(url, fields) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  return fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
      "X-CSRFToken": token ? token.value : "",
      "X-Requested-With": "fetch",
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** Puts `text` where the cursor is; what stands there already stays. */
function put(box, text) {
  const from = box.value === "/" ? 0 : box.selectionStart;
  const to = box.value === "/" ? 1 : box.selectionEnd;
  const before = box.value.slice(0, from);
  const gap = before && !/\s$/.test(before) ? "\n" : "";
  box.value = before + gap + text + box.value.slice(to);
  const end = before.length + gap.length + text.length;
  box.focus();
  box.setSelectionRange(end, end);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function use(button) {
  const box = answerBox();
  if (!box) return;
  put(box, button.getAttribute("data-use"));
  const taken = button.getAttribute("data-taken");
  if (taken) toast(taken);
  const place = section();
  if (place) post(place.getAttribute("data-used"), { kind: button.getAttribute("data-kind"), id: button.getAttribute("data-id") }).catch(() => undefined);
}

/** Asks again after a pause, and puts the same back when the live part around it fetched itself anew. */
function follow() {
  let timer = null;
  let asked = "";
  let html = null;
  const show = () => {
    const place = section();
    const hints = place && place.querySelector("#hints");
    if (hints && html !== null) hints.innerHTML = html;
  };
  const look = async () => {
    const box = answerBox();
    const place = section();
    if (!box || !place) return;
    const draft = box.value.trim().slice(-600);
    if (draft === asked) return;
    asked = draft;
    try {
      const response = await post(place.getAttribute("data-suggest"), { draft });
      if (!response.ok || asked !== draft) return;
      html = await response.text();
      show();
      if (!draft) html = null;
    } catch (unreached) {
      asked = ""; // it tries again with the next key
    }
  };
  document.addEventListener("input", (event) => {
    if (event.target !== answerBox()) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  document.addEventListener("anxin:swapped", (event) => event.detail.part.contains(section()) && show());
}

async function fill(dialog) {
  const inside = dialog.querySelector("[data-picker-in]");
  if (inside.childElementCount) return;
  try {
    const response = await fetch(dialog.getAttribute("data-picker"), { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } });
    if (response.ok) inside.innerHTML = await response.text();
  } catch (unreached) {
    inside.textContent = "";
  }
}

function picker() {
  const dialog = document.querySelector("[data-picker]");
  if (!dialog) return;
  const filter = dialog.querySelector("[data-pick-filter]");
  document.addEventListener("click", (event) => event.target.closest('[data-open="#pick-reply"]') && fill(dialog));
  document.addEventListener("input", (event) => {
    if (event.target === answerBox() && event.target.value === "/" && dialog.showModal && !dialog.open) {
      fill(dialog);
      dialog.showModal();
      filter.focus();
    }
  });
  filter.addEventListener("input", () => {
    const words = filter.value.trim().toLowerCase();
    dialog.querySelectorAll(".pick-reply").forEach((button) => (button.hidden = !button.textContent.toLowerCase().includes(words)));
    dialog.querySelectorAll(".picker-group").forEach((group) => (group.hidden = !group.querySelector(".pick-reply:not([hidden])")));
  });
}

export function startSuggest() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use]");
    if (button) use(button);
  });
  follow();
  picker();
}
