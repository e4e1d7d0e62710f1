// A photo of the thread, large over the page. Where the browser knows no dialogs the link simply opens it.
export function startFull() {
  if (typeof HTMLDialogElement === "undefined") return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-photo]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("anxin:left", () => document.querySelectorAll("dialog.photo-full").forEach((each) => each.remove()));
}

function open(link) {
  const small = link.querySelector("img");
  const box = document.createElement("dialog");
  box.className = "photo-full";
  const image = document.createElement("img");
  image.alt = small.alt;
  image.width = Number(small.getAttribute("width"));
  image.height = Number(small.getAttribute("height"));
  image.src = link.href;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn plain";
  close.textContent = link.getAttribute("data-photo");
  box.append(image, close);
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => {
    box.remove();
    link.focus();
  });
  document.body.append(box);
  box.showModal();
}
