// Files that wait to be sent, without a page: one after the other, each with its own key, tried again until answered.
// Every try of a file carries the same key, so the server keeps it once.
import { judge, newKey, pause } from "../outbox/box.mjs";

/** send(item, progress): Promise of {status, retryAfter, …} · later(fn, ms): a timer · tell(item): it changed. */
export class Line {
  constructor({ send, later, tell }) {
    Object.assign(this, { send, later, tell });
    this.items = [];
    this.running = false;
  }

  /** A file joins the line, unsent until `start`. */
  add(item) {
    const full = Object.assign(item, { key: newKey(), tries: 0, state: "chosen", done: 0 });
    this.items.push(full);
    return full;
  }

  /** Take a file out of the line, wherever it is; what is under way is broken off. */
  remove(item) {
    this.items = this.items.filter((each) => each !== item);
    if (item.abort) item.abort();
  }

  /** Everything chosen is to be sent from now on. */
  start() {
    this.items.filter((each) => each.state === "chosen" || each.state === "refused").forEach((each) => this.set(each, "ready"));
    return this.run();
  }

  /** The network may be back: what waits is tried at once. */
  again() {
    this.items.filter((each) => each.state === "unreached").forEach((each) => this.set(each, "ready"));
    return this.run();
  }

  set(item, state, more) {
    Object.assign(item, more, { state });
    this.tell(item);
  }

  async run() {
    if (this.running) return;
    this.running = true;
    let next;
    while ((next = this.items.find((each) => each.state === "ready"))) await this.attempt(next);
    this.running = false;
  }

  async attempt(item) {
    item.tries += 1;
    this.set(item, "sending", { done: 0 });
    let answer;
    try {
      answer = await this.send(item, (done) => this.set(item, "sending", { done }));
    } catch (unreached) {
      answer = { status: 503 };
    }
    if (!this.items.includes(item)) return; // taken out meanwhile
    const verdict = judge(answer.status, answer.retryAfter, item.tries);
    if (verdict.kind === "sent") {
      this.items = this.items.filter((each) => each !== item);
      this.set(item, "sent", { answer });
    } else if (verdict.kind === "refused") {
      this.set(item, "refused", { sentence: answer.sentence, key: newKey(), tries: 0 });
    } else {
      // What comes after it waits as well: files arrive in the order in which they were chosen.
      this.items.filter((each) => each === item || each.state === "ready").forEach((each) => this.set(each, "unreached", { sentence: answer.sentence }));
      this.later(() => this.again(), verdict.after || pause(item.tries));
    }
  }
}
