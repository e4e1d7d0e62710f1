// `[data-push]` on the page "What reaches me": this browser begins to take messages, or stops.
import { post } from "./post.mjs";

const part = (box, name) => box.querySelector(`[data-push-${name}]`);
const only = (box, ...names) => {
  for (const name of ["add", "on", "denied", "unable", "failed"]) part(box, name).hidden = !names.includes(name);
};

/** The bytes of base64url, as a browser wants a server's key. */
export function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** What to call this browser in a list: "Chrome · Android". */
export function labelOf(agent) {
  const browser = [["MicroMessenger", "WeChat"], ["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]].find(([sign]) => agent.includes(sign));
  const system = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS", "Mac"], ["Linux", "Linux"]].find(([sign]) => agent.includes(sign));
  return [browser, system].filter(Boolean).map(([, name]) => name).join(" · ");
}

async function hex(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const workerOf = (box) => navigator.serviceWorker.register(box.getAttribute("data-worker"), { scope: box.getAttribute("data-scope") });

async function current(box) {
  const worker = await navigator.serviceWorker.getRegistration(box.getAttribute("data-scope"));
  return worker ? worker.pushManager.getSubscription() : null;
}

async function active(worker) {
  if (worker.active) return worker;
  const fresh = worker.installing || worker.waiting;
  await new Promise((done) => fresh.addEventListener("statechange", () => fresh.state === "activated" && done()));
  return worker;
}

async function add(box) {
  if ((await Notification.requestPermission()) !== "granted") return only(box, "denied");
  try {
    const worker = await active(await workerOf(box));
    const key = bytes(box.getAttribute("data-key"));
    const old = await worker.pushManager.getSubscription();
    if (old) await old.unsubscribe(); // it may have been made for a key that the server has no more
    const made = (await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
    await keep(box, made);
  } catch (fault) {
    fail(box, box.querySelector("[data-push-failed-words]").getAttribute("data-push-failed-words"));
  }
}

async function keep(box, made) {
  const fields = { endpoint: made.endpoint, p256dh: made.keys.p256dh, auth: made.keys.auth, label: labelOf(navigator.userAgent) };
  const answer = await post({ url: box.getAttribute("data-url"), key: made.keys.auth, fields });
  if (answer.location) location.assign(answer.location);
  else fail(box, answer.sentence || "");
}

function fail(box, words) {
  part(box, "failed").textContent = words;
  only(box, "add", "failed");
}

/** Mark the row of this very browser; removing it there ends the subscription here, too. */
async function mark(box) {
  const mine = await current(box);
  const row = mine && box.querySelector(`[data-browser="${await hex(mine.endpoint)}"]`);
  if (!row) return only(box, "add");
  row.querySelector("[data-this]").hidden = false;
  row.querySelector("form").addEventListener("submit", () => void mine.unsubscribe());
  only(box, "on");
}

export function startPush() {
  const box = document.querySelector("[data-push]");
  if (!box) return;
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window && window.crypto && crypto.subtle;
  if (!able) return only(box, "unable");
  part(box, "add").addEventListener("click", () => void add(box));
  if (Notification.permission === "denied") return only(box, "denied");
  mark(box).catch(() => only(box, "add"));
}
