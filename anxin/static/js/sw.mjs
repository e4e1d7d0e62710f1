// The service worker: shows messages to those on duty and opens what they are about. It controls no page and keeps nothing.

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));

async function show(data) {
  let said = {};
  try {
    said = data ? data.json() : {};
  } catch (broken) {
    said = {};
  }
  const { title = "Anxin", body = "", url = "/", tag, silent = false, urgent = false, receipt } = said;
  await self.registration.showNotification(title, {
    body,
    tag,
    silent,
    renotify: Boolean(tag) && !silent, // each rung of the ladder rings; "it is in hand" takes the call's place quietly
    requireInteraction: urgent,
    icon: "/static/icon.svg",
    data: { url },
  });
  if (receipt) await fetch(receipt, { method: "POST", credentials: "omit" }).catch(() => {});
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL((event.notification.data || {}).url || "/", self.location.origin)));
});

async function open(url) {
  if (url.origin !== self.location.origin) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const same = pages.find((page) => page.url === url.href);
  if (same) return void (await same.focus());
  await self.clients.openWindow(url.href);
}
