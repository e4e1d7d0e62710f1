// What is ticked in a long form outlives a closed page, on this device only, until it is handed in.
import { keep } from "./keep.mjs";

const START = "choices.";
const TICKS = "input[type=radio], input[type=checkbox]";

/** What is chosen among `ticks` ({name, value, checked}), as [name, value] pairs. */
export const chosenOf = (ticks) => ticks.filter((each) => each.checked).map((each) => [each.name, each.value]);

/** Keep what is chosen in try number `attempt` of the form `name`. */
export function keepChoices(store, name, attempt, ticks) {
  store.set(START + name, JSON.stringify({ attempt, chosen: chosenOf(ticks) }));
}

/** Tick what was kept of this try. What the page came with counts more; an earlier try is forgotten. How many ticks. */
export function recallChoices(store, name, attempt, ticks) {
  const found = read(store, name);
  if (!found || ticks.some((each) => each.checked)) return 0;
  if (found.attempt !== attempt) {
    dropChoices(store, name);
    return 0;
  }
  const chosen = new Set(found.chosen.map(String));
  const again = ticks.filter((each) => chosen.has(String([each.name, each.value])));
  again.forEach((each) => (each.checked = true));
  return again.length;
}

/** It was handed in. */
export const dropChoices = (store, name) => store.drop(START + name);

function read(store, name) {
  try {
    const found = JSON.parse(store.get(START + name));
    return found && Array.isArray(found.chosen) ? found : null;
  } catch (broken) {
    return null;
  }
}

/** Forms `[data-keep-choices=NAME][data-try=N]`, and pages `[data-drop-choices=NAME]` that say: it was handed in. */
export function startChoices() {
  for (const page of document.querySelectorAll("[data-drop-choices]")) dropChoices(keep, page.getAttribute("data-drop-choices"));
  for (const form of document.querySelectorAll("form[data-keep-choices]")) {
    const name = form.getAttribute("data-keep-choices");
    const attempt = form.getAttribute("data-try");
    const ticks = () => Array.from(form.querySelectorAll(TICKS));
    recallChoices(keep, name, attempt, ticks());
    form.addEventListener("change", () => keepChoices(keep, name, attempt, ticks()));
  }
}
