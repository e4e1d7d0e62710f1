// One post of the outbox: form-encoded, with the page's CSRF token and the text's own key.

function token() {
  const input = document.querySelector("[name=csrfmiddlewaretoken]");
  return input ? input.value : "";
}

/** The sentence of a refusal, from a problem document or from a page that holds `[data-refusal]`. */
export function sentenceOf(type, body) {
  if (type.includes("json")) {
    try {
      const problem = JSON.parse(body);
      return [problem.title, problem.detail].filter(Boolean).join(" ");
    } catch (broken) {
      return "";
    }
  }
  const page = new DOMParser().parseFromString(body, "text/html");
  const found = page.querySelector("[data-refusal], .form-error, .field .error");
  return found ? found.textContent.trim().replace(/\s+/g, " ") : "";
}

/** Post `entry`; resolves to {status, retryAfter, location?, html?, sentence?}; rejects when the server was not reached. */
export async function post(entry) {
  const gate = typeof AbortController === "undefined" ? null : new AbortController();
  const timer = gate && setTimeout(() => gate.abort(), 20000);
  try {
    const response = await fetch(entry.url, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "X-CSRFToken": token(),
        "X-Requested-With": "fetch",
        "Idempotency-Key": entry.key,
      },
      body: new URLSearchParams(entry.fields).toString(),
      signal: gate ? gate.signal : undefined,
    });
    return read(response);
  } finally {
    clearTimeout(timer);
  }
}

async function read(response) {
  const type = response.headers.get("Content-Type") || "";
  const body = await response.text();
  const answer = { status: response.status, retryAfter: response.headers.get("Retry-After") };
  if (!response.ok) return Object.assign(answer, { sentence: sentenceOf(type, body) });
  if (response.redirected) return Object.assign(answer, { location: response.url }); // a view that answers as to a plain form
  if (type.includes("json")) return Object.assign(answer, { location: JSON.parse(body || "{}").location });
  return Object.assign(answer, { html: body });
}
