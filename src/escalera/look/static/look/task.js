// The task page: working time, a draft that outlives the page, the answer kept before it is sent.
const form = document.getElementById("attempt-form");
const clock = document.getElementById("clock");
const words = clock.dataset;
const draft = { worked: 0, given: [], since: Date.now(), ...JSON.parse(localStorage[form.action] || "{}") };
let { worked, since } = draft;
let ticked = performance.now();
let moved = ticked;
let pressed, plain, kept, next; // next: the feedback's address

// Working time: in sight, and touched within a minute.
function tick() {
  const now = performance.now();
  const awake = form.foreign || now - moved < 60000;
  if (awake && !next && !document.hidden) worked += Math.min(now - ticked, 2000);
  ticked = now;
  const time = new Date(worked).toISOString().slice(11, 19).replace(/^00:0?/, "");
  clock.lastElementChild.textContent = `${time} · ${words.stops}`;
}

// What somebody gave; a table's cell only where it was changed.
const isGiven = ([name, value]) => value.trim() && form[name].type !== "hidden" && value !== form[name].dataset?.was;
const given = () => [...new FormData(form)].filter(isGiven);

function keep() {
  if (!next) localStorage[form.action] = JSON.stringify({ worked, since, given: given() });
}

function restore([name, value]) {
  for (const one of form.querySelectorAll(`[name="${name}"]`)) {
    if (!/radio|checkbox/.test(one.type)) one.value = value;
    else if (one.value === value) one.checked = true;
  }
}

function answer() {
  form.seconds.value = worked / 1000;
  form.wall_seconds.value = (Date.now() - since) / 1000;
  form.answered_at.value = Date.now() / 1000;
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the one at sending counts
  body.append("want", pressed.value);
  const { action: url, dataset: { next } } = form;
  return { id: body.get("id"), url, next, body: `${body}`, given: given(), at: Date.now(), tries: 0 };
}

function submit(event) {
  if (plain || !/answer|dont_know/.test(pressed?.value)) return;
  event.preventDefault();
  if (next) return;
  if (pressed.value === "answer" && !form.foreign && !given().length) return page.say(words.empty);
  const mine = answer();
  next = mine.next;
  // A full phone refuses, an old Safari never answers: then the browser sends.
  const slow = new Promise((_, fail) => setTimeout(fail, 3000));
  Promise.race([outbox.save(mine), slow]).then(() => send(mine), () => setTimeout(sendPlainly));
}

async function send(mine) {
  delete localStorage[form.action];
  lock();
  page.say(words.sending);
  document.getElementById("status").scrollIntoView({ block: "nearest" });
  if ((await outbox.send(mine)) === "stored") return location.replace(next);
  page.soon();
  navigator.serviceWorker?.ready.then(({ sync }) => sync.register("outbox")).catch(() => {});
}

function sendPlainly() {
  next = "";
  plain = true;
  pressed.click();
}

function lock() {
  kept = true;
  for (const button of form.querySelectorAll("button")) button.disabled = true;
}

function follow({ detail }) {
  const mine = detail.find(({ url }) => url === form.action);
  if (mine) lock((next = mine.next));
  else if (kept) page.say(words.sent, next);
}

// Drafts of two weeks ago are given up.
for (const [key, kept] of Object.entries(localStorage)) {
  if (/\/attempt\/$/.test(key) && JSON.parse(kept).since < Date.now() - 12096e5) delete localStorage[key];
}
draft.given.forEach(restore);
form.onclick = ({ target }) => (pressed = target.closest("button") || pressed);
form.onsubmit = submit;
self.onpagehide = form.oninput = keep;
addEventListener("outbox", follow);
for (const kind of ["pointermove", "keydown", "scroll", "timeupdate"]) {
  addEventListener(kind, () => (moved = performance.now()), true);
}
clock.hidden = false;
tick();
setInterval(tick, 1000);
