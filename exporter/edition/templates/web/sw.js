// Keeps the last issue for reading offline. The network goes first; what it can't give is kept here.
// A printed page is kept once it was looked at: all of them would be many megabytes.
"use strict";
const CACHE = "{{ prefix }}{{ digest }}";
const FILES = {{ files }};
const PRINTED = {{ printed }};

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE);
    await Promise.allSettled(FILES.map((file) => cache.add(file)));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("{{ prefix }}") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const answer = async () => {
    try {
      const loaded = await fetch(event.request);
      if (loaded.ok && url.pathname.includes(PRINTED)) {
        const cache = await caches.open(CACHE);
        event.waitUntil(cache.put(event.request, loaded.clone()));
      }
      return loaded;
    } catch (error) {
      const file = url.pathname.endsWith("/") ? url.pathname + "index.html" : url.pathname;
      // A printed page that was never looked at is shown small.
      const small = file.replace(PRINTED, `${PRINTED}small/`);
      const kept = (await caches.match(file, { ignoreSearch: true })) || (await caches.match(small));
      if (kept) return kept;
      throw error;
    }
  };
  event.respondWith(answer());
});
