// That somebody is typing, told to those who have the same talk open: `form[data-typing=URL]`, every few seconds while she
// does; and that she is not any more, when she sent it or emptied the box. Nothing of what she types goes out. Losing one
// harms nobody: the server forgets it after some seconds.
const EVERY = 3000; // ms; the server lets it stand for six seconds

const token = (form) => (form.querySelector("[name=csrfmiddlewaretoken]") || { value: "" }).value;

function say(form, stopped) {
  const headers = { "X-CSRFToken": token(form), "X-Requested-With": "fetch" };
  const body = stopped ? new URLSearchParams({ stopped: "1" }) : undefined;
  fetch(form.getAttribute("data-typing"), { method: "POST", credentials: "same-origin", headers, body }).catch(() => undefined);
}

/** What a form has told so far: when it last said "typing"; 0 where that no longer holds. */
export function teller(send, now) {
  let told = 0;
  return {
    typed(empty) {
      if (empty) this.stopped();
      else if (now() - told >= EVERY) {
        told = now();
        send(false);
      }
    },
    stopped() {
      if (told) send(true);
      told = 0;
    },
  };
}

export function startTelling() {
  const tellers = new WeakMap();
  const of = (form) => {
    if (!form || !form.hasAttribute("data-typing")) return null;
    if (!tellers.has(form)) tellers.set(form, teller((stopped) => say(form, stopped), () => Date.now()));
    return tellers.get(form);
  };
  document.addEventListener("input", (event) => {
    const found = event.target.tagName === "TEXTAREA" ? of(event.target.form) : null;
    if (found) found.typed(!event.target.value.trim());
  });
  document.addEventListener("anxin:sent", (event) => {
    const found = of(event.detail && event.detail.form);
    if (found) found.stopped();
  });
}
