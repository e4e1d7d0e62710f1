// Large type and light or dark, kept on this device. Set on <html> so that the stylesheet alone does the rest.
import { keep } from "./keep.mjs";

const CHOICES = { type: ["large"], theme: ["light", "dark"] };

/** Put the kept choices on `root`. */
export function readPrefs(root) {
  for (const name of Object.keys(CHOICES)) {
    const value = keep.get(`pref.${name}`);
    if (CHOICES[name].includes(value)) root.setAttribute(`data-${name}`, value);
  }
}

function choose(name, value) {
  const root = document.documentElement;
  if (value) {
    root.setAttribute(`data-${name}`, value);
    keep.set(`pref.${name}`, value);
  } else {
    root.removeAttribute(`data-${name}`);
    keep.drop(`pref.${name}`);
  }
  show();
}

function show() {
  const root = document.documentElement;
  for (const button of document.querySelectorAll("[data-toggle-type]")) {
    button.setAttribute("aria-pressed", String(root.getAttribute("data-type") === "large"));
  }
  for (const button of document.querySelectorAll("[data-toggle-theme]")) {
    button.setAttribute("aria-pressed", String(isDark()));
  }
}

function isDark() {
  const chosen = document.documentElement.getAttribute("data-theme");
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Buttons `[data-toggle-type]` and `[data-toggle-theme]`. */
export function startPrefs() {
  show();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-toggle-type]")) {
      choose("type", document.documentElement.hasAttribute("data-type") ? "" : "large");
    }
    if (event.target.closest("[data-toggle-theme]")) choose("theme", isDark() ? "light" : "dark");
  });
}
