// Toasts: said and gone, with one action (undo) where there is one. The server may leave one in `[data-toast]`.

const STAYS = 6000;

function place() {
  return document.querySelector("[data-toasts]");
}

/** Show `words`; `action` is {label, run} or nothing. It stays longer when there is something to press, and while focused. */
export function toast(words, action) {
  const box = place();
  if (!box) return;
  const item = document.createElement("div");
  item.className = "toast";
  const text = document.createElement("span");
  text.className = "grow";
  text.textContent = words;
  item.append(text);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = action.label;
    button.addEventListener("click", () => (item.remove(), action.run()));
    item.append(button);
  }
  box.append(item);
  fade(item, action ? STAYS * 2 : STAYS);
}

function fade(item, after) {
  setTimeout(() => (item.matches(":hover") || item.contains(document.activeElement) ? fade(item, after) : item.remove()), after);
}

export function startToasts() {
  document.querySelectorAll("[data-toast]").forEach((item) => fade(item, STAYS * 2));
}
