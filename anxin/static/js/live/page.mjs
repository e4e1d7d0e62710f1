// Live parts of a page: `[data-live=STREAM][data-fragment=URL]`. On a bell the fragment is fetched again through the same
// door and morphed in, so that focus, selection and scroll stay. What people type in stands outside live parts.
import { Idiomorph } from "idiomorph";
import { syncClocks } from "../clocks.mjs";
import { sentenceOf } from "../post.mjs";
import { keepPlace } from "./place.mjs";
import { Link, OneAtATime } from "./link.mjs";

const AWAY = 5 * 60000; // a phone in a pocket for longer closes its stream
const LOST_AFTER = 8000; // shorter gaps are nobody's business

const clock = {
  now: () => Date.now(),
  every: (fn, ms) => window.setInterval(fn, ms),
  stop: (id) => window.clearInterval(id),
  later: (fn, ms) => window.setTimeout(fn, ms),
};

/** Morph `html` (the inside of `part`) into the page, without losing the reader's place. */
export function swap(part, html) {
  const restore = keepPlace(part);
  Idiomorph.morph(part, html, { morphStyle: "innerHTML", ignoreActiveValue: true, restoreFocus: true });
  syncClocks(part);
  restore();
  if (window.htmx) window.htmx.process(part);
  document.dispatchEvent(new CustomEvent("anxin:swapped", { detail: { part } }));
}

/** One live part: which events ring it, and how it fetches itself again. */
function livePart(node, status) {
  const part = {
    node,
    names: (node.getAttribute("data-events") || "message").split(/\s+/),
    ended: false,
    link: null,
  };
  part.refresh = new OneAtATime(async () => {
    if (part.ended || !node.isConnected) return;
    const headers = { "X-Requested-With": "fetch" };
    let response;
    try {
      response = await fetch(node.getAttribute("data-fragment"), { credentials: "same-origin", headers });
    } catch (unreached) {
      status(part.link, "lost");
      return;
    }
    if (response.redirected || [401, 403, 404, 410].includes(response.status)) await end(part, response);
    else if (response.status === 200) swap(node, await response.text());
    if (response.ok && !part.link.source) status(part.link, "live");
  });
  return part;
}

/** Parts that name the same stream share one connection, as a browser opens only six to a server. */
function linkOf(url, parts, status) {
  const link = new Link({
    url,
    after: parts[0].node.getAttribute("data-after"),
    names: [...new Set([].concat(...parts.map((part) => part.names)))],
    open: (address) => (window.EventSource ? new EventSource(address) : null),
    ring: (name) => {
      if (document.visibilityState === "hidden" && link.polling) return;
      parts.forEach((part) => (!name || part.names.includes(name)) && part.refresh.ring());
    },
    state: (word) => status(link, word),
    poll: Number(parts[0].node.getAttribute("data-poll")) || 20,
    clock,
  });
  parts.forEach((part) => (part.link = link));
  return link;
}

/** The right to read this has ended (closed, handed on, signed out): stop, and show what the server says about it. */
async function end(part, response) {
  part.ended = true;
  if (response.redirected || response.status === 401) {
    window.location.reload(); // to the sign-in page and back; what is being typed is kept as a draft
    return;
  }
  if (part.node.hasAttribute("data-quiet")) {
    part.node.textContent = ""; // another part of the page says it
    return;
  }
  const words = sentenceOf(response.headers.get("Content-Type") || "", await response.text());
  const box = document.createElement("div");
  box.className = "refusal";
  box.setAttribute("role", "alert");
  box.textContent = words;
  part.node.textContent = "";
  part.node.append(box);
  document.dispatchEvent(new CustomEvent("anxin:ended", { detail: { part: part.node } }));
}

/** One quiet line for the whole page, shown only when something has been lost for a while. */
function statusLine() {
  const line = document.querySelector("[data-live-status]");
  const lost = new Set();
  let timer = null;
  return (link, word) => {
    if (word === "lost") lost.add(link);
    if (word === "live") lost.delete(link);
    if (!line) return;
    if (!lost.size) {
      clearTimeout(timer);
      timer = null;
      line.hidden = true;
    } else if (!timer) {
      timer = setTimeout(() => (line.hidden = !lost.size), LOST_AFTER);
    }
  };
}

export function startLive() {
  const status = statusLine();
  const parts = Array.from(document.querySelectorAll("[data-fragment]")).map((node) => livePart(node, status));
  const urls = [...new Set(parts.map((part) => part.node.getAttribute("data-live") || ""))];
  const links = urls.map((url) => linkOf(url, parts.filter((part) => (part.node.getAttribute("data-live") || "") === url), status));
  links.forEach((link) => link.start());
  parts.forEach(nowAndThen);
  renewAlong(parts);
  document.addEventListener("anxin:sent", (event) => showSent(parts, event.detail));
  if (parts.length) comeAndGo(parts, links);
}

/** A part with `data-every=SECONDS` also renews itself by the clock: what it says about the hour changes without a bell. */
function nowAndThen(part) {
  const every = Number(part.node.getAttribute("data-every"));
  if (every) clock.every(() => document.visibilityState === "visible" && part.refresh.ring(), every * 1000);
}

/** `[data-renews=SELECTOR][data-stamp]` inside one part: when its stamp is another, the part named renews itself, too. */
function renewAlong(parts) {
  const known = new Map();
  const look = (ring) => document.querySelectorAll("[data-renews]").forEach((node) => {
    const name = node.getAttribute("data-renews");
    const stamp = node.getAttribute("data-stamp");
    if (ring && known.get(name) !== stamp) parts.filter((part) => part.node.matches(name)).forEach((part) => part.refresh.ring());
    known.set(name, stamp);
  });
  look(false);
  document.addEventListener("anxin:swapped", () => look(true));
}

/** The phone goes into a pocket, comes out again, loses the network, finds it, goes back to this page. */
function comeAndGo(parts, links) {
  const phone = window.matchMedia("(pointer: coarse)").matches;
  const stop = () => links.forEach((link) => link.stop());
  const resume = () => {
    links.forEach((link) => link.watch || link.start());
    parts.forEach((part) => part.refresh.ring());
  };
  let away = null;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.visibilityState === "visible") resume();
    else if (phone) away = setTimeout(stop, AWAY);
  });
  window.addEventListener("online", () => links.forEach((link) => link.watch && link.connect()));
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", (event) => event.persisted && resume());
}

/** A text has arrived: its fragment, or the live part its form names, shows it at once. */
function showSent(parts, detail) {
  const name = detail.form && detail.form.getAttribute("data-target");
  const target = name ? document.querySelector(name) : null;
  const found = parts.filter((part) => part.node === target);
  if (detail.html && target) swap(target, detail.html);
  else (found.length ? found : parts).forEach((part) => part.refresh.ring());
}
