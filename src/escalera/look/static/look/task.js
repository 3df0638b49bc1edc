// The task page: working time, a draft, the answer kept before it is sent, slower sound.
const form = document.getElementById("attempt-form");
const clock = document.getElementById("clock");
const words = clock.dataset;
const draft = JSON.parse(sessionStorage[form.action] || '{"worked": 0, "given": []}');
let { worked } = draft;
let ticked = performance.now();
let moved = ticked;
let pressed, next, locked; // next: where the feedback is, once this task is answered

// Working time: page in sight, something done within a minute (a frame does not tell).
function tick() {
  const now = performance.now();
  if (!next && !document.hidden && (form.foreign || now - moved < 60000)) worked += Math.min(now - ticked, 2000);
  ticked = now;
  const minutes = Math.floor(worked / 60000);
  const seconds = Math.floor(worked / 1000) % 60;
  clock.lastElementChild.textContent = `${minutes}:${`${seconds}`.padStart(2, 0)} · ${words.stops}`;
}

// What the person fills in; hidden fields belong to one showing of the page.
const fields = () => [...form.elements].filter((one) => one.name && !/hidden|submit/.test(one.type));
const ticks = (one) => /radio|checkbox/.test(one.type);
const filled = (one) => (ticks(one) ? one.checked : one.value.trim());
const given = () => fields().filter(filled).map((one) => [one.name, one.value]);

function keep() {
  if (!next) sessionStorage[form.action] = JSON.stringify({ worked, given: given() });
}

function restore([name, value]) {
  for (const one of fields().filter((field) => field.name === name)) {
    if (!ticks(one)) one.value = value;
    else if (one.value === value) one.checked = true;
  }
}

function answer() {
  form.seconds.value = worked / 1000;
  form.answered_at.value = Date.now() / 1000;
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the token at sending counts
  body.append("want", pressed.value);
  const text = given().map((pair) => pair.join(": ")).join("\n");
  return { id: body.get("id"), url: form.action, body: `${body}`, next: form.dataset.next, text, at: Date.now(), tries: 0 };
}

function submit(event) {
  if (!pressed || pressed.value === "hint" || form.dataset.plain) return;
  event.preventDefault();
  if (next) return;
  if (pressed.value === "answer" && !form.foreign && !given().length) return page.say(words.empty);
  const mine = answer();
  next = mine.next;
  // Full phones refuse, old Safaris never answer: the browser sends the form, once this event is over.
  const slow = new Promise((_, fail) => setTimeout(fail, 3000));
  Promise.race([outbox.save(mine), slow]).then(() => send(mine), () => setTimeout(sendPlainly));
}

async function send(mine) {
  delete sessionStorage[form.action];
  lock();
  page.say(words.sending);
  if ((await outbox.send(mine)) === "stored") return location.replace(next);
  page.soon();
  navigator.serviceWorker?.ready.then(({ sync }) => sync.register("outbox")).catch(() => {});
}

function sendPlainly() {
  next = "";
  form.dataset.plain = 1;
  pressed.click();
}

function lock() {
  locked = true;
  form.querySelectorAll("button").forEach((button) => (button.disabled = true));
}

// Answered before, or arrived in the meantime.
function follow({ detail }) {
  const mine = detail.find(({ url }) => url === form.action);
  if (mine) lock((next = mine.next));
  else if (locked) page.say(words.sent, next);
}

function add(sound, text, press) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet small", textContent: text, onclick: press });
  sound.after(button);
}

for (const sound of document.querySelectorAll("audio")) {
  add(sound, words.back, () => (sound.currentTime -= 5));
  add(sound, words.slower, ({ target }) => {
    sound.playbackRate = 1.75 - sound.playbackRate;
    target.setAttribute("aria-pressed", sound.playbackRate < 1);
  });
}
draft.given.forEach(restore);
form.addEventListener("click", ({ target }) => (pressed = target.closest("button") || pressed), true);
form.addEventListener("submit", submit);
form.addEventListener("input", keep);
addEventListener("pagehide", keep);
addEventListener("outbox", follow);
for (const kind of ["pointermove", "keydown", "scroll", "touchmove", "timeupdate"]) {
  addEventListener(kind, () => (moved = performance.now()), true);
}
clock.hidden = false;
tick();
setInterval(tick, 1000);
