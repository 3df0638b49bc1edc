// Keeps on the phone what pages need without signal: files, and the person's last path and task pages.
// Never an account page, the API, or anything sent. Answers are the outbox's business; here it is only woken.
const FILES = {{ files|safe }};
const FILE_CACHE = "files {{ version }}";
const PAGE_CACHE = "pages";
const OFFLINE = "{% url 'offline' %}";
const KEPT = /^\/((path|judging|works|week|payments|credit|help|help\/(requests|askings)\/[^/]+|steps\/[^/]+|steps\/[^/]+\/why|attempts\/[^/]+)\/)?$/;
const PICTURE = /^\/items\/[^/]+\/pictures\//;
const ANOTHER_PERSON = /^\/(account|language|leave)\//;
const PATIENCE_MS = 4000;
const MOST_KEPT = 60;

importScripts(...{{ scripts|safe }});

addEventListener("install", (event) => event.waitUntil(prepare()));
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", answer);
addEventListener("sync", (event) => event.waitUntil(sendAnswers()));

async function prepare() {
  const cache = await caches.open(FILE_CACHE);
  await cache.addAll([...FILES, new Request(OFFLINE, { cache: "reload" })]);
  await skipWaiting();
}

// Pages kept by an older worker may ask for files that are gone: keep anew only those that are open.
async function begin() {
  const old = (await caches.keys()).filter((name) => name !== FILE_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
  const open = (await clients.matchAll({ type: "window" })).map(({ url }) => new URL(url).pathname);
  await Promise.all(open.filter((path) => KEPT.test(path)).map(fetchAndKeep)).catch(() => {});
}

async function fetchAndKeep(path) {
  await keep(path, await fetch(path));
}

function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (changesWhoIsHere(request, pathname)) event.waitUntil(caches.delete(PAGE_CACHE));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (FILES.includes(pathname) || PICTURE.test(pathname)) event.respondWith(file(request, pathname));
}

function changesWhoIsHere(request, pathname) {
  return ANOTHER_PERSON.test(pathname) && (request.method === "POST" || pathname.startsWith("/leave/"));
}

// From the net; after four seconds, or without signal, as it was when last seen.
async function page(event, pathname) {
  const kept = KEPT.test(pathname) && (await caches.match(pathname, { ignoreVary: true }));
  const fresh = fetch(event.request);
  if (KEPT.test(pathname)) event.waitUntil(fresh.then((response) => keep(pathname, response.clone())).catch(() => {}));
  try {
    return await (kept ? Promise.race([fresh, late()]) : fresh);
  } catch {
    return kept || caches.match(OFFLINE, { ignoreVary: true });
  }
}

const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE_MS));

async function keep(pathname, response) {
  const cache = await caches.open(PAGE_CACHE);
  if (response.ok && !response.redirected) await cache.put(pathname, response);
  else if (response.status < 500) await cache.delete(pathname); // a finished step leads elsewhere
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST_KEPT).map((request) => cache.delete(request)));
}

async function file(request, pathname) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (PICTURE.test(pathname) && response.ok) keep(pathname, response.clone()).catch(() => {});
  return response;
}

// Rejecting asks the browser to wake us again later.
async function sendAnswers() {
  await outbox.flush();
  if ((await outbox.all()).some(({ why }) => !why)) throw new Error("answers still wait");
}
