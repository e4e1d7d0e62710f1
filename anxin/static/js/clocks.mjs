// Clocks that count. The server says what time it is, as a phone's own clock is often wrong; words come from the template.
import { clockWords } from "./clockwords.mjs";

let offset = 0; // ms: the server's time minus this phone's

function clocks(root) {
  return Array.from(root.querySelectorAll("time[data-due]"));
}

/** Learn the server's time from the newest `data-now` in `root`. Call it when that part has just come from the server. */
export function syncClocks(root) {
  const times = clocks(root).map((clock) => Date.parse(clock.getAttribute("data-now"))).filter((time) => !Number.isNaN(time));
  if (times.length) offset = Math.max(...times) - Date.now();
  clocks(root).forEach(show);
}

function show(clock) {
  const due = Date.parse(clock.getAttribute("data-due"));
  if (Number.isNaN(due)) return;
  const crisis = clock.hasAttribute("data-seconds");
  const words = clockWords(due - Date.now() - offset, clock.dataset, crisis);
  const value = clock.querySelector("[data-clock-value]");
  const word = clock.querySelector("[data-clock-word]");
  if (value && value.textContent !== words.value) value.textContent = words.value;
  if (word && word.textContent !== words.word) word.textContent = words.word;
  clock.classList.toggle("late", words.late);
  const row = clock.closest("[data-row]");
  if (row) row.classList.toggle("late", words.late && !row.classList.contains("crisis"));
}

export function startClocks() {
  syncClocks(document);
  let ticks = 0;
  const tick = () => {
    ticks += 1;
    if (document.visibilityState === "hidden") return;
    const due = ticks % 15 === 0 ? clocks(document) : clocks(document).filter((clock) => clock.hasAttribute("data-seconds"));
    due.forEach(show);
  };
  setInterval(tick, 1000);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && clocks(document).forEach(show));
}
