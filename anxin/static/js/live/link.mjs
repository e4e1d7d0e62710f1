// The live link without a page: a stream while it can be heard, polling while it cannot, one refresh at a time.

export const QUIET = 45000; // ms without even a ping: the stream is dead, whatever it says
const ERRORS = 3; // errors in a row before polling takes over
const RETRY = 60000; // while polling, the stream is tried again this often

/** Runs `work` at most once at a time; whatever rings meanwhile makes exactly one more run. */
export class OneAtATime {
  constructor(work) {
    this.work = work;
    this.running = null;
    this.queued = false;
  }

  ring() {
    if (this.running) {
      this.queued = true;
      return this.running;
    }
    this.running = this.loop();
    return this.running;
  }

  async loop() {
    try {
      do {
        this.queued = false;
        await this.work();
      } while (this.queued);
    } finally {
      this.running = null;
    }
  }
}

/**
 * url: of the stream · after: last id seen · names: events that ring · open(url): an EventSource-like thing ·
 * ring(name): that event came, or with no name: anything may have changed · state(word): "live", "polling" or "lost" · poll: seconds · clock: {now, every, stop, later}.
 */
export class Link {
  constructor({ url, after, names, open, ring, state, poll, clock }) {
    Object.assign(this, { url, names, open, ring, clock, pollEvery: poll * 1000, after: after || "" });
    this.state = state;
    this.errors = 0;
    this.source = null;
    this.polling = null;
    this.watch = null;
    this.gap = false;
  }

  start() {
    this.stopped = false;
    this.heard = this.clock.now();
    if (!this.watch) this.watch = this.clock.every(() => this.check(), 5000);
    this.connect();
  }

  stop() {
    this.stopped = true;
    this.close();
    if (this.watch) this.clock.stop(this.watch);
    this.watch = null;
    this.endPolling();
  }

  address() {
    if (!this.after) return this.url;
    return `${this.url}${this.url.includes("?") ? "&" : "?"}after=${encodeURIComponent(this.after)}`;
  }

  connect() {
    this.close();
    this.triedAt = this.clock.now();
    const source = this.url ? this.open(this.address()) : null;
    if (!source) {
      this.startPolling();
      return;
    }
    this.source = source;
    source.onopen = () => this.opened();
    source.onerror = () => this.failed();
    const names = ["message", "hello", "ping"].concat(this.names.filter((name) => name !== "message"));
    names.forEach((name) => source.addEventListener(name, (event) => this.hear(name, event)));
  }

  close() {
    if (this.source) this.source.close();
    this.source = null;
  }

  opened() {
    this.heard = this.clock.now();
    this.errors = 0;
    this.endPolling();
    this.state("live");
    if (this.gap) this.ring(); // catch up on what was said meanwhile
    this.gap = false;
  }

  hear(name, event) {
    if (this.errors || this.polling) this.opened();
    this.heard = this.clock.now();
    if (event.lastEventId) this.after = event.lastEventId;
    if (name !== "hello" && name !== "ping") this.ring(name);
  }

  failed() {
    this.gap = true;
    this.errors += 1;
    this.state("lost");
    const closed = this.source && this.source.readyState === 2; // the browser gave up: the server said no
    if (closed) this.close();
    if (this.errors >= ERRORS) {
      this.close();
      this.startPolling();
    } else if (closed) {
      this.clock.later(() => !this.stopped && !this.source && this.connect(), 2000 * this.errors);
    }
  }

  /** Every five seconds: has anything been heard, and is it time to try the stream again? */
  check() {
    const now = this.clock.now();
    if (this.source && now - this.heard > QUIET) {
      this.gap = true;
      this.heard = now;
      this.state("lost");
      this.close();
      this.startPolling();
    }
    if (this.url && this.polling && !this.source && now - this.triedAt > RETRY) this.connect();
  }

  startPolling() {
    if (this.polling || this.stopped) return;
    this.state("polling");
    this.polling = this.clock.every(() => this.ring(), this.pollEvery);
    this.ring();
  }

  endPolling() {
    if (this.polling) this.clock.stop(this.polling);
    this.polling = null;
  }
}
