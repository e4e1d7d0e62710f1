// The outbox without a page: what is waiting to be sent, sent once, tried again until the server has said yes or no.
// A text is kept with its own key before it is first sent; every try carries the same key, so the server writes it once.

const FIRST = 2000; // ms before the second try
const LONGEST = 60000;
const FAULTS = 3; // a server error is tried this often before the person is told

/** What an answer of the server means: sent, refused (show its sentence), wait, or unreached (try again). */
export function judge(status, retryAfter, tries) {
  if (status >= 200 && status < 400) return { kind: "sent" };
  if (status === 429) return { kind: "wait", after: Math.min(600, Math.max(1, Number(retryAfter) || 5)) * 1000 };
  if ([408, 425, 502, 503, 504].includes(status)) return { kind: "unreached" };
  if (status >= 500) return { kind: tries < FAULTS ? "unreached" : "refused" };
  return { kind: "refused" };
}

/** Milliseconds before try number `tries` + 1: 2 s, 4 s … 60 s. */
export function pause(tries) {
  return Math.min(LONGEST, FIRST * 2 ** Math.max(0, tries - 1));
}

/** 32 hexadecimal digits nobody else has. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * keep: a keeper · send(entry): Promise of {status, retryAfter, …}, rejects when nothing was reached ·
 * lock(work): runs `work` where no other tab does · later(fn, ms): a timer · tell(slot, state, detail): what happened.
 */
export class Outbox {
  constructor({ keep, send, lock, later, tell }) {
    Object.assign(this, { keep, send, lock, later, tell });
    this.running = new Map();
    this.timers = new Map();
  }

  waiting() {
    return this.keep.names("outbox.").map((name) => name.slice("outbox.".length));
  }

  entry(slot) {
    try {
      return JSON.parse(this.keep.get(`outbox.${slot}`));
    } catch (broken) {
      return null;
    }
  }

  /** Keep a text and try to send it. A slot that waits already keeps what it has: a second tap sends nothing new. */
  put(slot, entry) {
    if (!this.entry(slot)) this.keep.set(`outbox.${slot}`, JSON.stringify(Object.assign({ tries: 0 }, entry)));
    return this.flush(slot);
  }

  /** Give a text back to the person: it will not be tried again. */
  takeBack(slot) {
    const entry = this.entry(slot);
    this.keep.drop(`outbox.${slot}`);
    return entry;
  }

  flushAll() {
    return Promise.all(this.waiting().map((slot) => this.flush(slot)));
  }

  /** Try to send what waits in `slot`, once at a time in this tab and, where the browser can, in all tabs. */
  flush(slot) {
    if (!this.running.has(slot)) {
      const done = () => this.running.delete(slot);
      const run = this.lock(() => this.attempt(slot));
      this.running.set(slot, run.then(done, done));
    }
    return this.running.get(slot);
  }

  async attempt(slot) {
    const entry = this.entry(slot); // read again inside the lock: another tab may have sent it
    if (!entry) return;
    this.tell(slot, "sending", entry);
    entry.tries += 1;
    this.keep.set(`outbox.${slot}`, JSON.stringify(entry));
    let answer;
    try {
      answer = await this.send(entry);
    } catch (unreached) {
      answer = { status: 503 };
    }
    const still = this.entry(slot);
    if (!still || still.key !== entry.key) return; // taken back, or she left, while it was under way
    const verdict = judge(answer.status, answer.retryAfter, entry.tries);
    if (verdict.kind === "sent" || verdict.kind === "refused") {
      this.keep.drop(`outbox.${slot}`);
      this.tell(slot, verdict.kind, Object.assign({ entry }, answer));
    } else {
      this.tell(slot, verdict.kind, entry);
      this.again(slot, verdict.after || pause(entry.tries));
    }
  }

  again(slot, after) {
    if (this.timers.has(slot)) return;
    this.timers.set(slot, true);
    this.later(() => {
      this.timers.delete(slot);
      this.flush(slot);
    }, after);
  }
}
