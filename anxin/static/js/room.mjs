// A room: its messages come whole over the stream, the same to all. Each is put in its place once; which are her own, what
// she may do with it, and how its time looks, is decided here. Where there is no stream, the page itself is read again.
import { Link } from "./live/link.mjs";
import { keepPlace } from "./live/place.mjs";

const NO_ID = /00000000-0000-0000-0000-000000000000/g;
const READ_AFTER = 2500; // ms on the screen until it counts as read

class RoomLink extends Link {
  /** The same, with what came. */
  hear(name, event) {
    super.hear(name, event);
    if (name !== "hello" && name !== "ping") this.take(name, event.data);
  }
}

function kindOf(post, me) {
  if (post.getAttribute("data-hidden")) return "hidden";
  const asks = post.getAttribute("data-question") && post.getAttribute("data-question") !== "private";
  if (post.getAttribute("data-author") === me) return asks && !post.classList.contains("answer") ? "own-question" : "own";
  if (post.getAttribute("data-by") === "staff") return "team";
  return asks ? "question" : "other";
}

/** The buttons for a post of this kind, as the page's own templates have them. */
function buttonsFor(post, me) {
  const of = (kind) => document.querySelector(`template[data-acts-of="${kind}"]`);
  const model = of(kindOf(post, me)) || of("other");
  const box = post.querySelector("[data-acts]");
  if (!model || !box || box.children.length) return;
  box.innerHTML = model.innerHTML.replace(NO_ID, post.getAttribute("data-post"));
}

function timeOf(post, zone) {
  const time = post.querySelector("time[data-look]");
  const at = time && new Date(time.getAttribute("datetime"));
  if (!time || isNaN(at)) return;
  time.textContent = at.toLocaleTimeString("zh-CN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
}

function dress(post, room) {
  const me = room.getAttribute("data-me");
  post.classList.toggle("mine", post.getAttribute("data-author") === me);
  buttonsFor(post, me);
  timeOf(post, room.getAttribute("data-zone"));
}

function articleIn(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.querySelector("[data-post]");
}

/** Put one in: where it stands already it is changed, else it goes where its number belongs. */
function put(room, post, isNew) {
  dress(post, room);
  const there = document.getElementById(post.id);
  if (there) {
    there.replaceWith(post);
    return;
  }
  if (!isNew) return; // about one further up that this page does not show
  const nothing = room.querySelector("[data-nothing]");
  if (nothing) nothing.remove();
  const seq = Number(post.getAttribute("data-seq"));
  const later = Array.from(room.querySelectorAll("[data-post]")).find((each) => Number(each.getAttribute("data-seq")) > seq);
  room.insertBefore(post, later || null);
}

async function readAgain(room) {
  const response = await fetch(window.location.href, { credentials: "same-origin" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const restore = keepPlace(room);
  page.querySelectorAll("#room [data-post]").forEach((post) => {
    const own = document.importNode(post, true);
    put(room, own, true);
  });
  restore();
}

function said(here, there) {
  const line = document.querySelector("[data-here-words]");
  if (!line) return;
  const me = document.querySelector("[data-room]").getAttribute("data-me");
  const words = [line.getAttribute("data-people").replace("{n}", String(there.here))];
  if (there.staff.length) words.push(line.getAttribute("data-team").replace("{names}", there.staff.join("、")));
  const typing = there.typing.filter((each) => each.author !== me).map((each) => each.name);
  if (typing.length) words.push(line.getAttribute("data-writing").replace("{names}", typing.slice(0, 3).join("、")));
  line.textContent = words.join(" · ");
}

function marker(room) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const posts = room.querySelectorAll("[data-post]");
      const token = document.querySelector("[name=csrfmiddlewaretoken]");
      if (!posts.length || !token || document.visibilityState !== "visible") return;
      const body = new URLSearchParams({ seq: posts[posts.length - 1].getAttribute("data-seq") });
      fetch(room.getAttribute("data-read"), { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token.value }, body }).catch(() => undefined);
    }, READ_AFTER);
  };
}

/** "Reply" names the message in the box instead of loading the page. */
function startReplies() {
  const words = document.querySelector("[data-replying]");
  const field = document.querySelector("form[data-outbox] [name=reply_to]");
  if (!words || !field) return;
  const aim = (post) => {
    field.value = post ? post.getAttribute("data-post") : "";
    words.hidden = !post;
    if (post) words.querySelector("[data-replying-words]").textContent = `${post.querySelector(".meta b").textContent}: ${post.querySelector(".bubble").textContent.trim().slice(0, 60)}`;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-reply], [data-reply-off]");
    if (!link) return;
    event.preventDefault();
    aim(link.hasAttribute("data-reply-off") ? null : link.closest("[data-post]"));
    field.form.elements.namedItem("text").focus();
  });
  document.addEventListener("anxin:sent", () => aim(null));
}

export function startRoom() {
  startReplies();
  const room = document.querySelector("[data-room]");
  if (!room) return;
  const read = marker(room);
  room.querySelectorAll("[data-post]").forEach((post) => dress(post, room));
  const link = new RoomLink({
    url: room.getAttribute("data-room"),
    after: room.getAttribute("data-after"),
    names: ["message", "changed", "hidden", "closed", "presence"],
    open: (address) => (window.EventSource ? new EventSource(address) : null),
    ring: (name) => !name && link.polling && readAgain(room).then(read, () => undefined),
    state: (word) => {
      const line = document.querySelector("[data-live-status]");
      if (line && word !== "lost") line.hidden = true;
    },
    poll: 10,
    clock: { now: () => Date.now(), every: (fn, ms) => window.setInterval(fn, ms), stop: (id) => window.clearInterval(id), later: (fn, ms) => window.setTimeout(fn, ms) },
  });
  link.take = (name, data) => {
    if (name === "presence") return said(room, JSON.parse(data));
    if (name === "closed") return window.location.reload();
    const post = articleIn(data);
    if (!post) return undefined;
    const restore = keepPlace(room);
    put(room, post, name === "message");
    if (post.classList.contains("mine") && name === "message") post.scrollIntoView({ block: "end" });
    else restore();
    return read();
  };
  link.start();
  read();
  window.addEventListener("pagehide", () => link.stop());
  window.addEventListener("pageshow", (event) => event.persisted && link.start());
  document.addEventListener("visibilitychange", read);
}
