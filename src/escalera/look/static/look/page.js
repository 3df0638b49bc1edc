// Every page: sends what waits and says so, leaves quickly.
const line = document.getElementById("status");
const refused = document.getElementById("refused");
const words = line.dataset;
let pause, timer, told;

function say(text, href) {
  const shown = document.createElement(href ? "a" : "span");
  if (href) shown.href = href;
  shown.textContent = text;
  line.replaceChildren(shown);
  line.hidden = !text;
}

async function tell(state) {
  const answers = await outbox.all();
  const count = answers.filter(({ why }) => !why).length;
  if (count && state === "signed_out") say(words.signedOut, words.signIn);
  else if (count) say(count === 1 ? words.one : words.many.replace("{n}", count));
  else if (told) say("");
  told = count;
  show(answers.find(({ why }) => why));
  dispatchEvent(new CustomEvent("outbox", { detail: answers }));
  return answers.length;
}

function show(answer) {
  refused.hidden = !answer;
  if (!answer) return;
  refused.querySelector("output").textContent = `${answer.why}\n\n${answer.given.join("\n")}`;
  refused.querySelector("button").onclick = () => outbox.remove(answer.id).then(() => location.reload());
}

async function send() {
  clearTimeout(timer);
  if (await tell()) await tell(await outbox.flush());
  pause = Math.min(2 * pause, 300000);
  if (told) timer = setTimeout(send, pause);
}

function soon() {
  pause = 4000;
  if (!document.hidden) send().catch(() => {});
}

function leave(event) {
  event.preventDefault();
  self.caches?.delete("pages");
  location.replace(navigator.onLine ? this.href : "about:blank");
}

// An ordinary form would end in the browser's error page.
function stay(event) {
  if (event.defaultPrevented || navigator.onLine) return;
  event.preventDefault();
  say(words.noSignal);
}

self.page = { say, soon };
self.onsubmit = stay;
document.querySelector("[data-quick-exit]")?.addEventListener("click", leave);
for (const kind of ["online", "pageshow", "visibilitychange"]) addEventListener(kind, soon);
navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
if (document.querySelector("[data-forget]")) {
  localStorage.clear();
  outbox.clear().catch(() => {});
}
