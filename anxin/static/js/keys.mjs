// Keys for those who answer all day: j/k through the queue, Enter opens, g n takes the next, g d goes to the desk, ? shows this.

const typing = (node) => node.closest("input, textarea, select, [contenteditable]");
const rows = () => Array.from(document.querySelectorAll("[data-row]"));

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("picked"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  all.forEach((row) => row.classList.toggle("picked", row === next));
  const link = next.matches("a") ? next : next.querySelector("a");
  if (link) link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  const picked = document.querySelector("[data-row].picked");
  const link = picked && (picked.matches("a") ? picked : picked.querySelector("a"));
  if (link && document.activeElement !== link) link.click(); // a focused link opens by itself
}

function press(key, before) {
  if (before === "g") {
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) link.click();
    return;
  }
  if (key === "j") step(1);
  if (key === "k") step(-1);
  if (key === "Enter") open();
  if (key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) search.focus();
  }
  if (key === "r") {
    const box = document.querySelector("form[data-outbox] textarea");
    if (box) box.focus();
  }
  if (key === "?") {
    const help = document.querySelector("#keys");
    if (help && help.showModal && !help.open) help.showModal();
  }
}

export function startKeys() {
  let before = "";
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && typing(event.target)) {
      const form = event.target.form;
      const button = form && form.querySelector("[type=submit]");
      if (button) button.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "/") event.preventDefault();
    press(event.key, before);
    before = event.key === "g" && before !== "g" ? "g" : "";
  });
}
