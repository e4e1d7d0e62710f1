// When someone is paged (`#pages` gets a `.page-banner`), the tab's title says so, a phone trembles, a short tone sounds.

function tone() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!Audio) return;
  const audio = new Audio();
  [0, 0.25].forEach((at) => {
    const note = audio.createOscillator();
    const loud = audio.createGain();
    note.frequency.value = 660;
    loud.gain.value = 0.12;
    note.connect(loud);
    loud.connect(audio.destination);
    note.start(audio.currentTime + at);
    note.stop(audio.currentTime + at + 0.16);
  });
  setTimeout(() => audio.close(), 1500);
}

export function startUrgent() {
  const pages = document.getElementById("pages");
  if (!pages) return;
  const title = document.title;
  const known = new Set();
  const look = (first) => {
    const banners = Array.from(pages.querySelectorAll(".page-banner:not(.calm)"));
    document.title = banners.length ? `❗ ${title}` : title;
    const fresh = banners.filter((banner) => !known.has(banner.id));
    banners.forEach((banner) => known.add(banner.id));
    if (!fresh.length || first) return;
    if (navigator.vibrate) navigator.vibrate([250, 120, 250]);
    try {
      tone();
    } catch (silent) {
      // a browser that plays nothing before the first tap still shows the banner
    }
  };
  look(true);
  new MutationObserver(() => look(false)).observe(pages, { childList: true, subtree: true });
}
