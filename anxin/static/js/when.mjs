// When I can: a tap shows at once what it says, and is kept on this device until the server has it. Without network it says
// so and sends again when there is one; a refusal puts the cell back and says why beside it.
import { keep } from "./keep.mjs";
import { newKey } from "./outbox/box.mjs";
import { post } from "./post.mjs";

const FIRST = 2000; // ms to the second try; doubled each time
const LAST = 60000;
const REFUSALS = [400, 403, 404, 409, 422];

/** Taps not yet known to be saved, under `name`. `send(place, can, key)` rejects where no server was reached. */
export class TapBox {
  constructor({ store, name, send, told, later }) {
    Object.assign(this, { store, name, send, told, later, spare: {}, tries: 0, sending: false, planned: false });
  }

  /** What waits: {place: {can, key}}. A full store keeps nothing more; then this page does. */
  waiting() {
    let kept = {};
    try {
      kept = JSON.parse(this.store.get(this.name) || "{}");
    } catch (broken) {
      this.store.drop(this.name);
    }
    return Object.assign(kept, this.spare);
  }

  tap(place, can) {
    const entry = { can, key: newKey() };
    const all = Object.assign(this.waiting(), { [place]: entry });
    this.spare = this.store.set(this.name, JSON.stringify(all)) ? {} : all;
    return this.go();
  }

  /** `entry` was answered: it waits no more, unless another tap came after it. */
  done(place, entry) {
    const all = this.waiting();
    if (!all[place] || all[place].key !== entry.key) return false;
    delete all[place];
    this.spare = {};
    if (!Object.keys(all).length) this.store.drop(this.name);
    else if (!this.store.set(this.name, JSON.stringify(all))) this.spare = all;
    return true;
  }

  /** Send what waits, one after the other; stops where the server cannot be reached. */
  async go() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (;;) {
        const all = this.waiting();
        const place = Object.keys(all)[0];
        if (!place || !(await this.one(place, all[place]))) return;
        this.tries = 0;
      }
    } finally {
      this.sending = false;
    }
  }

  goLater() {
    this.planned = false;
    return this.go();
  }

  async one(place, entry) {
    let answer;
    try {
      answer = await this.send(place, entry.can, entry.key);
    } catch (away) {
      answer = { status: 0 };
    }
    if (answer.status === 401 || answer.location) {
      this.told.gone();
      return false;
    }
    if (REFUSALS.includes(answer.status)) {
      if (this.done(place, entry)) this.told.refused(place, answer.sentence);
      return true;
    }
    if (answer.html && answer.html.includes(`data-place="${place}"`)) {
      if (this.done(place, entry)) this.told.saved(place, entry.can, answer.html);
      return true;
    }
    this.told.held(); // no network, a server that catches its breath, or somebody else's page in between
    const wait = Number(answer.retryAfter) * 1000 || Math.min(LAST, FIRST * 2 ** this.tries);
    this.tries += 1;
    if (!this.planned) this.later(() => this.goLater(), wait);
    this.planned = true;
    return false;
  }
}

/** The cells of the page: how each looks, and what it last said with the server's word. */
function cellsOf(form) {
  const looks = JSON.parse(form.getAttribute("data-looks"));
  const find = (place) => form.querySelector(`[data-place="${CSS.escape(place)}"]`);
  const paint = (button, can) => {
    button.classList.remove(...Object.keys(looks));
    button.classList.add(can);
    button.value = `${button.getAttribute("data-place")}/${looks[can].then}`;
    button.setAttribute("aria-label", `${button.getAttribute("data-label")}: ${looks[can].says}`);
    button.querySelector("b").textContent = looks[can].sign;
    button.querySelector("span").textContent = looks[can].word;
  };
  return { looks, find, paint };
}

function whyNot(button, words) {
  const day = button.closest(".when-day");
  const old = day.querySelector(".when-why");
  if (old) old.remove();
  if (!words) return;
  const why = document.createElement("p");
  why.className = "when-why";
  why.setAttribute("role", "alert");
  why.textContent = `${button.querySelector("small").textContent}: ${words}`;
  day.append(why);
}

/** What the server answered beside the cell: how many shifts are not said, and whether the call counts as answered. */
function renew(html) {
  const said = new DOMParser().parseFromString(html, "text/html").querySelector("[data-when-done]");
  const button = document.querySelector("button[data-when-done]");
  const chip = document.querySelector("[data-when-answered]");
  if (said && button) button.textContent = said.textContent.trim();
  if (said && chip) chip.hidden = said.getAttribute("data-answered") !== "yes";
}

export function startWhen() {
  const form = document.querySelector("form[data-when]");
  if (!form) return;
  const { looks, find, paint } = cellsOf(form);
  const status = document.querySelector("#saved");
  const say = (words, held) => {
    status.classList.toggle("held", held);
    status.textContent = form.getAttribute(words);
  };
  const told = {
    held: () => say("data-held", true),
    gone: () => say("data-gone", true),
    saved: (place, can, html) => {
      const button = find(place);
      say("data-saved", false);
      renew(html);
      if (!button) return;
      button.classList.remove("kept");
      button.setAttribute("data-can", can);
    },
    refused: (place, sentence) => {
      const button = find(place);
      const words = sentence || form.getAttribute("data-refused");
      status.classList.toggle("held", !button);
      status.textContent = button ? "" : words;
      if (!button) return;
      button.classList.remove("kept");
      paint(button, button.getAttribute("data-can"));
      whyNot(button, words);
    },
  };
  const send = (place, can, key) => post({ url: form.action, key, fields: { set: `${place}/${can}` } });
  const box = new TapBox({ store: keep, name: form.getAttribute("data-when"), send, told, later: (work, wait) => window.setTimeout(work, wait) });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-place]");
    if (!button) return;
    event.preventDefault();
    const can = button.value.split("/").pop();
    whyNot(button, "");
    paint(button, can);
    button.classList.add("kept");
    box.tap(button.getAttribute("data-place"), can);
  });
  const again = () => {
    const all = box.waiting();
    Object.keys(all).forEach((place) => {
      const button = find(place);
      if (!button || !looks[all[place].can]) return;
      paint(button, all[place].can);
      button.classList.add("kept");
    });
    box.tries = 0;
    box.go();
  };
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => !document.hidden && again());
  window.addEventListener("pageshow", (event) => event.persisted && again());
  again();
}
