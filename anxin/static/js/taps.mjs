// A second tap on a form's button does nothing until the first has been answered. Forms of the outbox look after themselves.

const RELEASE = 20000; // ms: a server that says nothing for this long gets another tap

function release(form) {
  form.removeAttribute("data-busy");
  form.querySelectorAll("[aria-busy=true]").forEach((button) => button.setAttribute("aria-busy", "false"));
}

export function startTaps() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-outbox") || form.method === "dialog" || form.method === "get") return;
    if (form.hasAttribute("data-busy")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.setAttribute("data-busy", "");
    const button = event.submitter || form.querySelector("[type=submit]");
    if (button) button.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), RELEASE);
  }, true);
  const all = () => document.querySelectorAll("form[data-busy]").forEach(release);
  window.addEventListener("pageshow", all);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form");
    if (form) release(form);
  });
}
