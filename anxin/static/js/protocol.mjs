// The protocol beside a talk: a sentence goes into the answer by a tap; what is open or half typed outlives a refresh.

const opened = new Map(); // id of a details → as the reader left it
const typed = new Map(); // id of a field → its words
let justAnswered = null; // the protocol in which an answer was just tapped

/** `words` at the end of what stands in the answer box, ready to be changed and sent. */
export function putInto(box, words) {
  const before = box.value.trimEnd();
  box.value = before ? `${before}\n${words}` : words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function put(button) {
  const box = document.querySelector(".reply textarea[name=text]");
  if (!box) return;
  putInto(box, button.getAttribute("data-put"));
  const bar = button.closest("details.protocol-bar");
  if (bar) {
    bar.removeAttribute("open");
    opened.set(bar.id, false);
  }
  box.focus();
  box.scrollIntoView({ block: "nearest" });
}

function restore() {
  document.querySelectorAll("details[data-keeps-open]").forEach((part) => {
    if (opened.has(part.id)) part.open = opened.get(part.id);
  });
  document.querySelectorAll("[data-keeps-words]").forEach((field) => {
    if (typed.get(field.id) && !field.value) field.value = typed.get(field.id);
  });
}

/** An answer was taken: the server says which step is open now, and the words beside it are kept there. */
function answered(form) {
  form.querySelectorAll("[data-keeps-words]").forEach((field) => typed.delete(field.id));
  document.querySelectorAll(".step details[data-keeps-open]").forEach((part) => opened.delete(part.id));
  justAnswered = form.closest(".protocol-body, .protocol");
}

/** What is to be done now stands above the next step: show it. */
function showWhatToDo() {
  const part = justAnswered;
  const now = part && part.querySelector(".protocol-now");
  justAnswered = null;
  if (!now) return;
  if (part.classList.contains("protocol-body")) part.scrollTop += now.getBoundingClientRect().top - part.getBoundingClientRect().top - 8;
  else now.scrollIntoView({ block: "nearest" });
}

export function startProtocol() {
  document.querySelectorAll("details.protocol-bar[open]").forEach((bar) => opened.set(bar.id, true)); // the page came with it open
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-put]");
    if (button) put(button);
    const summary = event.target.closest("details[data-keeps-open] > summary");
    if (summary) opened.set(summary.parentNode.id, !summary.parentNode.open);
  });
  document.addEventListener("input", (event) => {
    if (event.target.hasAttribute("data-keeps-words")) typed.set(event.target.id, event.target.value);
  });
  document.addEventListener("anxin:swapped", restore);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (form && form.querySelectorAll && event.detail.xhr.status < 300 && form.closest(".step")) answered(form);
  });
  document.addEventListener("htmx:afterSwap", restore);
  document.addEventListener("htmx:afterSettle", showWhatToDo);
}
