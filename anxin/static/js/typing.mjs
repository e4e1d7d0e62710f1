// Under a text box: how many characters are left, shown only when the limit (`data-max`) comes near; the box grows.

const NEAR = 500;

function count(box) {
  const limit = Number(box.getAttribute("data-max"));
  const counter = box.form && box.form.querySelector("[data-counter]");
  if (!counter || limit <= 0) return;
  const left = limit - Array.from(box.value).length;
  counter.hidden = left > NEAR;
  counter.classList.toggle("over", left < 0);
  const form = counter.getAttribute(left < 0 ? "data-over" : "data-left");
  if (form) counter.textContent = form.replace("{n}", String(Math.abs(left)));
}

function grow(box) {
  if (!box.closest(".box")) return;
  box.style.height = "auto"; // set through the style object, which the policy allows
  box.style.height = `${Math.min(box.scrollHeight + 4, window.innerHeight * 0.5)}px`;
}

export function startTyping() {
  const look = (box) => {
    count(box);
    grow(box);
  };
  document.addEventListener("input", (event) => event.target.tagName === "TEXTAREA" && look(event.target));
  document.querySelectorAll("textarea").forEach(look);
}
