// Answers wait here until the server says in words that it has them. Pages and the service worker use it.
const outbox = {
  open: () => (outbox.db ||= idb.openDB("escalera", 1, { upgrade: (db) => db.createObjectStore("answers", { keyPath: "id" }) })),
  all: async () => (await outbox.open()).getAll("answers"),
  remove: async (id) => (await outbox.open()).delete("answers", id),
  clear: async () => (await outbox.open()).clear("answers"),

  // Strict: on the disk, not in its buffer. Rejects where nothing can be kept.
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
    let response = await outbox.ask(answer);
    if (response.status === 403) {
      await fetch("/", { cache: "no-store" }); // brings a fresh token
      response = await outbox.ask(answer);
    }
    return response.json().catch(() => ({})); // a hotspot's page answers 200 too
  },

  async ask({ url, body }) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20000);
    const headers = { Accept: "application/json", "X-CSRFToken": await outbox.token() };
    return fetch(url, { method: "POST", body: new URLSearchParams(body), headers, signal: stop.signal });
  },

  // A worker has no document.cookie; browsers that wake it for this have cookieStore.
  async token() {
    if (!self.document) return (await cookieStore.get("csrftoken"))?.value;
    return /csrftoken=(\w+)/.exec(document.cookie)?.[1];
  },

  async sendAll() {
    let [state, ill] = ["stored", 0];
    for (const answer of (await outbox.all()).sort((a, b) => a.tries - b.tries || a.at - b.at)) {
      state = await outbox.send(answer);
      if (state === "later") ill += 1;
      if (/offline|signed_out/.test(state) || ill > 2) break;
    }
    return state;
  },

  // One tab at a time where there are locks; else its id makes an answer sent twice equal to once.
  flush: () => (navigator.locks ? navigator.locks.request("outbox", outbox.sendAll) : outbox.sendAll()),
};
