// Small things a hand does: copy, share, print, add to the home screen, open and close dialogs.
import { toast } from "./toast.mjs";

function textOf(button) {
  const from = button.getAttribute("data-copy-from");
  return from ? document.querySelector(from).textContent.trim() : button.getAttribute("data-copy");
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (old) {
    copyOldWay(text);
  }
  toast(button.getAttribute("data-copied") || "✓");
}

function copyOldWay(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}

function share(button) {
  const data = { title: button.getAttribute("data-title") || document.title, url: new URL(button.getAttribute("data-share"), window.location.href).href };
  if (navigator.share) navigator.share(data).catch(() => undefined);
  else copy(button, data.url); // WeChat and old WebViews: the address goes to the clipboard
}

function dialogs(event) {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    const dialog = document.querySelector(opener.getAttribute("data-open"));
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog").close();
  if (event.target.tagName === "DIALOG") event.target.close(); // a tap beside it
}

function addHome() {
  let offer = null;
  const buttons = () => document.querySelectorAll("[data-add-home]");
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    buttons().forEach((button) => (button.hidden = false));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-add-home]") && offer) offer.prompt();
  });
}

export function startHands() {
  addHome();
  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy], [data-copy-from]");
    if (copier) copy(copier, textOf(copier));
    const sharer = event.target.closest("[data-share]");
    if (sharer) share(sharer);
    if (event.target.closest("[data-print]")) window.print();
    dialogs(event);
    document.querySelectorAll("details.me[open], details.more-verbs[open]").forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
}
