// Under the box in which somebody asks: what others asked that is near to it. Comes after a pause in typing, hides nothing,
// and stays away where there is no network. What is typed goes to this server only, which keeps none of it.

const PAUSE = 700; // ms without a key
const SHORTEST = 4; // characters

function token() {
  const input = document.querySelector("[name=csrfmiddlewaretoken]");
  return input ? input.value : "";
}

function startAt(place) {
  const box = document.querySelector(place.getAttribute("data-near-box"));
  if (!box) return;
  let timer = null;
  let last = "";
  const look = async () => {
    const text = box.value.trim().slice(-600);
    if (text === last) return;
    last = text;
    if (Array.from(text).length < SHORTEST) {
      place.textContent = "";
      return;
    }
    try {
      const response = await fetch(place.getAttribute("data-near"), {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", "X-CSRFToken": token(), "X-Requested-With": "fetch" },
        body: new URLSearchParams({ text }).toString(),
      });
      if (response.ok && last === text && !place.querySelector("details[open]")) place.innerHTML = await response.text();
    } catch (unreached) {
      last = ""; // it tries again with the next key
    }
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}

export function startNear() {
  document.querySelectorAll("[data-near]").forEach(startAt);
}
