// Quick exit: whoever must not be seen here is gone at once, and so is what she typed.
// `<a href="https://neutral" data-quick-exit>` works as a plain link too; Esc pressed three times does the same.
import { keep } from "./keep.mjs";

const WITHIN = 1500; // ms for three presses of Esc

function forget() {
  for (const start of ["draft.", "outbox."]) keep.names(start).forEach((name) => keep.drop(name));
}

function go(url) {
  document.documentElement.classList.add("left");
  document.title = "​";
  window.location.replace(url);
}

function leave(url) {
  forget();
  document.dispatchEvent(new CustomEvent("anxin:left"));
  try {
    sessionStorage.setItem("anxin.left", url);
  } catch (refused) {
    // Without session storage the Back button may show the page again; the texts are gone all the same.
  }
  go(url);
}

/** Early in the page: someone pressed Back after she left, so leave again; someone who came by an address is welcome. */
export function leaveAgain() {
  const again = (back) => {
    let url = null;
    try {
      url = sessionStorage.getItem("anxin.left");
      if (url && !back) sessionStorage.removeItem("anxin.left");
    } catch (refused) {
      return;
    }
    if (url && back) go(url);
  };
  const how = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
  again(Boolean(how && how.type === "back_forward"));
  window.addEventListener("pageshow", (event) => event.persisted && again(true));
}

/** Buttons and links `[data-quick-exit]` (the address from `data-url` or `href`). */
export function startExit() {
  const address = (button) => button.getAttribute("data-url") || button.href;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-quick-exit]");
    if (!button) return;
    event.preventDefault();
    leave(address(button));
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const button = document.querySelector("[data-quick-exit]");
    const now = Date.now();
    presses = presses.filter((at) => now - at < WITHIN).concat(now);
    if (button && presses.length >= 3) leave(address(button));
  });
}
