import "./old.mjs";
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph";
import { startChoices } from "./choices.mjs";
import { start } from "./common.mjs";
import { startKeys } from "./keys.mjs";
import { startProtocol } from "./protocol.mjs";
import { startPush } from "./push.mjs";
import { startRota } from "./rota.mjs";
import { startSuggest } from "./suggest.mjs";
import { startUrgent } from "./urgent.mjs";
import { startWhen } from "./when.mjs";

// Nothing the policy forbids: no eval, no style element of its own, requests to this server only.
Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, selfRequestsOnly: true, historyCacheSize: 0, timeout: 20000 });
// A refusal comes as a fragment with its own status: show it where the answer would have stood.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "(400|403|404|409|422|429)", swap: true, error: false },
  { code: "...", swap: false, error: true },
];
htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph" || style === "morph:innerHTML",
  handleSwap: (style, target, fragment) => {
    if (style === "morph") return Idiomorph.morph(target, fragment.children, { morphStyle: "outerHTML", ignoreActiveValue: true });
    if (style === "morph:innerHTML") return Idiomorph.morph(target, fragment.childNodes, { morphStyle: "innerHTML", ignoreActiveValue: true });
    return false;
  },
});
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
window.htmx = htmx;

start(startKeys, startUrgent, startProtocol, startPush, startRota, startChoices, startSuggest, startWhen);
