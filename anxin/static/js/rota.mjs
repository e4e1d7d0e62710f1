// The rota board: a cell opens in a dialog, arrows move between cells, 1 2 3 act inside, u undoes; what another coordinator or
// the solver changed is fetched anew, what one changed oneself is not.
import { swap } from "./live/page.mjs";

const SETTLE = 700; // the bell may be quicker than the answer to one's own edit
const WHILE_MADE = 2500; // the table follows the solver at this pace

const cells = () => document.querySelector("#rota-cells");
const dialog = () => document.querySelector("#rota-cell");
const buttons = (row) => Array.from(row.querySelectorAll("button[name=at]"));
let back = ""; // the cell to which focus returns
let fetching = false;
let fetchedAt = 0;
let wasMade = false; // the solver was at work when we last looked

function rove(table) {
  table.querySelectorAll("button[name=at]").forEach((button) => (button.tabIndex = -1));
  const first = table.querySelector("button[name=at]");
  if (first) first.tabIndex = 0;
}

function focusCell(value) {
  const button = value && document.querySelector(`#rota-table button[value="${CSS.escape(value)}"]`);
  if (!button) return;
  document.querySelectorAll('#rota-table button[tabindex="0"]').forEach((other) => (other.tabIndex = -1));
  button.tabIndex = 0;
  button.focus({ preventScroll: true });
  button.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function move(button, key) {
  const row = button.closest("tr");
  const at = buttons(row).indexOf(button);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const next = buttons(row)[at + (key === "ArrowRight" ? 1 : -1)];
    return next && focusCell(next.value);
  }
  let other = row;
  do other = key === "ArrowDown" ? other.nextElementSibling : other.previousElementSibling;
  while (other && !buttons(other).length);
  return other && focusCell(buttons(other)[at].value);
}

function press(event) {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches("#rota-table button[name=at]") && event.key.startsWith("Arrow")) {
    event.preventDefault();
    move(target, event.key);
    return;
  }
  if (target.closest("input, textarea, select")) return;
  const open = dialog() && dialog().open;
  if (open && /^[1-9]$/.test(event.key)) {
    const act = dialog().querySelector(`[data-digit="${event.key}"]`);
    if (act) act.click();
  }
  if (!open && event.key === "u") {
    const undo = document.querySelector("[data-undo]");
    if (undo) undo.click();
  }
}

/** What the rules find in which cells, as the list of troubles says; the signs themselves are the stylesheet's. */
function mark() {
  const found = document.querySelector("#rota-marks");
  const table = document.querySelector("#rota-table");
  if (!found || !table) return;
  table.querySelectorAll("td.bad, td.odd").forEach((cell) => cell.classList.remove("bad", "odd"));
  const buttons = new Map(Array.from(table.querySelectorAll("button[name=at]"), (button) => [button.value, button]));
  for (const each of found.getAttribute("data-marks").split(" ")) {
    const [value, kind] = each.split(":");
    const button = buttons.get(value);
    if (button) button.parentElement.classList.add(kind);
  }
}

/** An answer came into the dialog: a cell opened, an edit done (then it closes), or a refusal (then it stays). */
function answered(event) {
  if (event.detail.target.id !== "rota-cell-in") return;
  const box = dialog();
  if (box.querySelector("#rota-done")) {
    if (box.open) box.close();
    box.querySelector("#rota-cell-in").textContent = "";
    document.body.dispatchEvent(new CustomEvent("rota-changed"));
    focusCell(back);
  } else if (box.querySelector("#rota-cell-in").childElementCount && !box.open) box.showModal();
}

const own = () => (document.querySelector("#rota-own") || { getAttribute: () => "" }).getAttribute("data-rota-own");

/** The stamp of the draft is another than that of the table: somebody else edited it, or the solver found a better one. */
function follow() {
  const stamp = document.querySelector("#rota-stamp");
  const grid = document.querySelector("#rota-grid");
  if (!stamp || !grid) return;
  const made = stamp.getAttribute("data-rota-open") === "1";
  if (wasMade && !made) document.body.dispatchEvent(new CustomEvent("rota-changed"));
  wasMade = made;
  if (stamp.getAttribute("data-rota-stamp") === own()) return;
  const wait = made ? Math.max(0, fetchedAt + WHILE_MADE - Date.now()) : SETTLE;
  window.setTimeout(async () => {
    const now = document.querySelector("#rota-stamp");
    if (fetching || !now || now.getAttribute("data-rota-stamp") === own()) return;
    fetching = true;
    try {
      const answer = await fetch(grid.getAttribute("data-grid"), { credentials: "same-origin" });
      if (answer.ok) {
        const at = document.activeElement && document.activeElement.name === "at" ? document.activeElement.value : "";
        swap(grid, await answer.text());
        rove(grid);
        if (at) focusCell(at);
        if (!made) document.body.dispatchEvent(new CustomEvent("rota-changed"));
      }
    } finally {
      fetching = false;
      fetchedAt = Date.now();
    }
    follow();
  }, wait);
}

export function startRota() {
  const grid = document.querySelector("#rota-grid");
  if (!grid) return;
  rove(grid);
  document.addEventListener("keydown", press);
  document.addEventListener("submit", (event) => {
    if (event.target === cells() && event.submitter) back = event.submitter.value;
  });
  document.addEventListener("htmx:afterSettle", answered);
  document.addEventListener("htmx:oobAfterSwap", (event) => event.detail.target.querySelectorAll && rove(event.detail.target));
  document.addEventListener("anxin:swapped", (event) => event.detail.part.id === "rota-pulse" && follow());
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id === "rota-pulse") follow();
    if (event.detail.target.id === "rota-troubles") mark();
  });
}
