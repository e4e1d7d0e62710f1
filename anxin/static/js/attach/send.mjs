// One file on its way: XMLHttpRequest, because fetch does not say how much has gone.
import { sentenceOf } from "../post.mjs";

const LONGEST = 180000; // ms

/** Post `item` of the form `form`; resolves to {status, retryAfter, html?, location?, sentence?}; rejects when unreached. */
export function sendFile(form, item, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    item.abort = () => request.abort();
    request.open("POST", form.getAttribute("action"));
    request.timeout = LONGEST;
    request.setRequestHeader("X-CSRFToken", form.elements.namedItem("csrfmiddlewaretoken").value);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.setRequestHeader("Idempotency-Key", item.key);
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => resolve(read(request, new URL(form.getAttribute("action"), window.location.href).href));
    request.onerror = request.ontimeout = request.onabort = reject;
    const body = new FormData();
    body.append("key", item.key);
    body.append("files", item.file, item.name);
    request.send(body);
  });
}

function read(request, asked) {
  const type = request.getResponseHeader("Content-Type") || "";
  const answer = { status: request.status, retryAfter: request.getResponseHeader("Retry-After") };
  if (request.status >= 400) return Object.assign(answer, { sentence: sentenceOf(type, request.responseText) });
  if (request.responseURL && request.responseURL !== asked) return Object.assign(answer, { location: request.responseURL });
  return Object.assign(answer, { html: request.responseText });
}
