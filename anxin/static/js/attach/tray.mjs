// The tray under the box: what she chose, how far it has gone, and the way to take it out again.
const make = (name, words, className) => {
  const node = document.createElement(name);
  if (words) node.textContent = words;
  if (className) node.className = className;
  return node;
};

export function button(words, className, onclick) {
  const node = make("button", words, className);
  node.type = "button";
  node.addEventListener("click", onclick);
  return node;
}

/** Before it goes: a picture has a name, a player speaks for itself. */
const idle = (item, say) => (item.kind === "photo" ? say("photo") : "");

/** One line of the tray for `item`; `say(name)` gives the form's own words. */
export function lineOf(item, say, remove) {
  const line = make("li");
  const look = make(item.kind === "photo" ? "img" : "audio");
  if (item.kind === "photo") look.alt = say("photo");
  else {
    Object.assign(look, { controls: true, preload: "metadata" });
    look.setAttribute("aria-label", say("voice"));
  }
  look.addEventListener("error", () => (look.hidden = true)); // a kind that this browser does not show
  look.src = item.url;
  const words = make("span", idle(item, say), "grow");
  const bar = make("progress");
  bar.max = 1;
  bar.hidden = true;
  line.append(look, words, button(say("remove"), "btn plain", remove), bar);
  return Object.assign(item, { line, words, bar });
}

/** Show how `item` stands. */
export function showState(item, say) {
  if (!item.line) return;
  const told = { sending: say("sending"), unreached: item.sentence || say("waits"), refused: item.sentence || say("refused") };
  item.words.textContent = told[item.state] || idle(item, say);
  item.bar.hidden = item.state !== "sending";
  item.bar.value = item.done;
  item.line.className = item.state;
}
