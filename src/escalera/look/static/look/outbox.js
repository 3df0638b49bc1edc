// Answers wait here until the server has them. For pages and the service worker.
const outbox = {
  stores: { upgrade: (db) => db.createObjectStore("answers", { keyPath: "id" }) },
  open: () => (outbox.db ||= idb.openDB("escalera", 1, outbox.stores)),
  all: async () => (await outbox.open()).getAll("answers"),
  remove: async (id) => (await outbox.open()).delete("answers", id),
  clear: async () => (await outbox.open()).clear("answers"),

  async save(answer) {
    const change = (await outbox.open()).transaction("answers", "readwrite", { durability: "strict" });
    change.store.put(answer);
    await change.done;
  },

  // Resolves to "stored", "refused", "signed_out", "offline" or, when the server is ill, "later".
  async send(answer) {
    const { state = "later", why = answer.why, id } = await outbox.post(answer).catch(() => ({ state: "offline" }));
    if (id === answer.id) await outbox.remove(id);
    else if (/refused|later/.test(state)) await outbox.save({ ...answer, why, tries: answer.tries + 1 });
    return state;
  },

  async post(answer) {
    let response = await outbox.ask(answer); // 403: any page brings a fresh token
    if (response.status === 403) response = await fetch("/", { cache: "no-store" }).then(() => outbox.ask(answer));
    return response.json().catch(() => ({})); // a hotspot answers 200 too
  },

  async ask({ url, body }) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20000);
    const headers = { Accept: "application/json", "X-CSRFToken": await outbox.token() };
    return fetch(url, { method: "POST", body: new URLSearchParams(body), headers, signal: stop.signal });
  },

  async token() {
    if (!self.document) return (await cookieStore.get("csrftoken"))?.value;
    return /csrftoken=(\w+)/.exec(document.cookie)?.[1];
  },

  // What failed before comes last: it must not hold up the others.
  async sendAll() {
    let state;
    for (const answer of (await outbox.all()).sort((a, b) => a.tries - b.tries || a.at - b.at)) {
      state = await outbox.send(answer);
      if (!/stored|refused/.test(state)) break;
    }
    return state;
  },

  flush: () => navigator.locks?.request("outbox", outbox.sendAll) || outbox.sendAll(),
};
