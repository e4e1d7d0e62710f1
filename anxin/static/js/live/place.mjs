// Where the reader was. A thread read to its end stays at its end; anywhere else nothing moves and a button offers the new.

const NEAR = 140; // px from the end that still count as "at the end"

function scroller(part) {
  for (let node = part; node && node !== document.body; node = node.parentElement) {
    const flow = getComputedStyle(node).overflowY;
    if ((flow === "auto" || flow === "scroll") && node.scrollHeight > node.clientHeight) return node;
  }
  return document.scrollingElement || document.documentElement;
}

const lastNode = (part) => Array.from(part.querySelectorAll("[data-message]")).pop();
const last = (part) => (lastNode(part) || { id: "" }).id;

/** Where a whole page scrolls, its end lies below the thread's: there the last message counts (CSS keeps it off the box). */
const ofPage = (box) => box === document.scrollingElement || box === document.documentElement;

function isAtEnd(part, box) {
  const node = lastNode(part);
  if (ofPage(box) && node) return node.getBoundingClientRect().bottom < window.innerHeight + NEAR;
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

function toEnd(part, box) {
  const node = lastNode(part);
  if (ofPage(box) && node) node.scrollIntoView({ block: "nearest" });
  else box.scrollTop = box.scrollHeight;
}

/** Call before a swap; call what it returns after. Parts with `data-follow` keep to their end. */
export function keepPlace(part) {
  if (!part.hasAttribute("data-follow")) return () => undefined;
  const box = scroller(part);
  const before = last(part);
  const atEnd = isAtEnd(part, box);
  return () => {
    if (last(part) === before) return;
    if (atEnd) toEnd(part, box);
    else offer(part, box);
  };
}

function offer(part, box) {
  const button = document.querySelector("[data-new-below]");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => {
    toEnd(part, box);
    button.hidden = true;
  };
}

/** A thread opens at its end. */
export function startAtEnd() {
  document.querySelectorAll("[data-follow]").forEach((part) => {
    if (window.location.hash) return;
    toEnd(part, scroller(part));
  });
}
