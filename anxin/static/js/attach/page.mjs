// Photos and voice notes on a page: forms `[data-attach=SLOT]` (parts/attach.html) and their buttons beside the text box.
// Sentences stand in data-words-… of the form, so that the template translates them.
import { startFull } from "./full.mjs";
import { Line } from "./line.mjs";
import { canRecord, record } from "./record.mjs";
import { sendFile } from "./send.mjs";
import { shrink } from "./shrink.mjs";
import { button, lineOf, showState } from "./tray.mjs";

class Attach {
  constructor(form) {
    this.form = form;
    this.tray = form.querySelector("[data-tray]");
    this.list = document.createElement("ul");
    this.go = button(this.say("send"), "btn main", () => this.line.start());
    this.stop = null;
    this.line = new Line({
      send: (item, progress) => sendFile(form, item, progress),
      later: (fn, ms) => window.setTimeout(fn, ms),
      tell: (item) => this.told(item),
    });
    form.addEventListener("change", (event) => event.target.type === "file" && this.choose(event.target));
  }

  say(name) {
    return this.form.getAttribute(`data-words-${name}`) || "";
  }

  number(name) {
    return Number(this.form.getAttribute(`data-${name}`));
  }

  complain(words) {
    const place = this.form.querySelector("[data-attach-said]");
    place.textContent = words || "";
    place.hidden = !words;
  }

  async choose(input) {
    const files = Array.from(input.files);
    input.value = ""; // the same file can be chosen again
    this.complain("");
    const kind = input.hasAttribute("data-voice") ? "voice" : "photo";
    for (const file of files) {
      if (this.line.items.length >= this.number("most")) return this.complain(this.say("most"));
      await this.add(kind === "photo" ? await shrink(file) : file, kind, file.name);
    }
    return undefined;
  }

  add(file, kind, name) {
    if (file.size > this.number("largest") * 1000000) return this.complain(this.say("large"));
    const item = this.line.add({ file, kind, name: name || kind, url: URL.createObjectURL(file) });
    lineOf(item, (word) => this.say(word), () => this.remove(item));
    this.list.append(item.line);
    return this.show();
  }

  remove(item) {
    this.line.remove(item);
    this.forget(item);
    this.complain("");
  }

  forget(item) {
    URL.revokeObjectURL(item.url);
    item.line.remove();
    this.show();
  }

  told(item) {
    showState(item, (word) => this.say(word));
    this.show();
    if (item.state !== "sent") return;
    this.forget(item);
    if (item.answer.location) window.location.assign(item.answer.location);
    else document.dispatchEvent(new CustomEvent("anxin:sent", { detail: { slot: `${this.form.getAttribute("data-attach")}-file`, html: item.answer.html, form: this.form } }));
  }

  /** The tray is there while something is in it; its button while something can be sent. */
  show() {
    const items = this.line.items;
    const idle = items.filter((each) => each.state === "chosen" || each.state === "refused");
    this.go.textContent = idle.length > 1 ? `${this.say("send")} (${idle.length})` : this.say("send");
    this.go.hidden = !idle.length;
    if (!this.stop) this.holds(this.list, this.go);
    this.tray.hidden = !items.length && !this.stop;
  }

  holds(...parts) {
    this.tray.textContent = "";
    this.tray.append(...parts);
  }

  /** From the tap on the microphone until she is done, or changes her mind. */
  async listen() {
    if (this.stop) return;
    this.complain("");
    const time = document.createElement("b");
    const tick = (seconds) => (time.textContent = ` ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    this.stop = () => undefined;
    try {
      const recording = await record(this.number("longest"), tick);
      this.stop = recording.cancel;
      const row = document.createElement("div");
      row.className = "recording";
      const words = document.createElement("span");
      words.className = "grow";
      words.append(this.say("record"), time);
      row.append(words, button(this.say("cancel"), "btn", recording.cancel), button(this.say("stop"), "btn main", recording.stop));
      this.holds(this.list, row);
      this.tray.hidden = false;
      row.lastChild.focus();
      const sound = await recording.done;
      this.stop = null;
      if (sound) this.add(sound, "voice", "voice");
    } catch (refused) {
      this.complain(this.say("mic"));
    }
    this.stop = null;
    this.show();
  }

  /** She left by the quick exit: nothing goes on, and nothing chosen stays on the screen. */
  leave() {
    if (this.stop) this.stop();
    this.line.items.slice().forEach((item) => this.remove(item));
  }
}

export function startAttach() {
  const forms = new Map(Array.from(document.querySelectorAll("form[data-attach]")).map((form) => [form, new Attach(form)]));
  startFull();
  if (!forms.size) return;
  if (canRecord()) document.documentElement.classList.add("can-record");
  document.addEventListener("click", (event) => {
    const tapped = event.target.closest && event.target.closest("[data-pick], [data-record]");
    if (!tapped) return;
    if (tapped.hasAttribute("data-pick")) document.querySelector(tapped.getAttribute("data-pick")).click();
    else forms.get(document.querySelector(tapped.getAttribute("data-record"))).listen();
  });
  const each = (what) => () => forms.forEach(what);
  window.addEventListener("online", each((attach) => attach.line.again()));
  document.addEventListener("anxin:left", each((attach) => attach.leave()));
}
