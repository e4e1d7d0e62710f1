// Where the reader was. A thread read to its end stays at its end; anywhere else nothing moves and a button offers the new.

const NEAR = 140; // px from the end that still count as "at the end"

function scroller(part) {
  for (let node = part; node && node !== document.body; node = node.parentElement) {
    const flow = getComputedStyle(node).overflowY;
    if ((flow === "auto" || flow === "scroll") && node.scrollHeight > node.clientHeight) return node;
  }
  return document.scrollingElement || document.documentElement;
}

const last = (part) => {
  const items = part.querySelectorAll("[data-message]");
  return items.length ? items[items.length - 1].id : "";
};

/** Call before a swap; call what it returns after. Parts with `data-follow` keep to their end. */
export function keepPlace(part) {
  if (!part.hasAttribute("data-follow")) return () => undefined;
  const box = scroller(part);
  const before = last(part);
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  return () => {
    if (last(part) === before) return;
    if (atEnd) box.scrollTop = box.scrollHeight;
    else offer(part, box);
  };
}

function offer(part, box) {
  const button = document.querySelector("[data-new-below]");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => {
    box.scrollTop = box.scrollHeight;
    button.hidden = true;
  };
}

/** A thread opens at its end. */
export function startAtEnd() {
  document.querySelectorAll("[data-follow]").forEach((part) => {
    if (window.location.hash) return;
    const box = scroller(part);
    box.scrollTop = box.scrollHeight;
  });
}
