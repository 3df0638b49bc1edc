// The task page: working time, a draft that survives, the answer kept before it is sent, slower sound.
const form = document.getElementById("attempt-form");
const clock = document.getElementById("clock");
const words = clock.dataset;
const draft = JSON.parse(sessionStorage.getItem(form.action) || '{"worked": 0, "given": []}');
let { worked } = draft;
let ticked = performance.now();
let moved = ticked;
let pressed, next; // next: where the feedback is, once this task is answered

// Working time: the page is in sight, and something was done within the last minute.
function tick() {
  const now = performance.now();
  if (!next && !document.hidden && now - moved < 60000) worked += Math.min(now - ticked, 2000);
  ticked = now;
  const seconds = Math.floor(worked / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  clock.lastElementChild.textContent = `${time} · ${words.stops}`;
}

// What the person fills in; hidden fields belong to one showing of the page.
const fields = () => [...form.elements].filter((one) => one.name && !/hidden|submit/.test(one.type));
const ticks = (one) => /radio|checkbox/.test(one.type);
const filled = (one) => (ticks(one) ? one.checked : one.value.trim());
const given = () => fields().filter(filled).map((one) => [one.name, one.value]);
const keep = () => next || sessionStorage.setItem(form.action, JSON.stringify({ worked, given: given() }));

function restore([name, value]) {
  for (const one of fields().filter((field) => field.name === name)) {
    if (!ticks(one)) one.value = value;
    else if (one.value === value) one.checked = true;
  }
}

function answer() {
  form.elements.seconds.value = worked / 1000;
  form.elements.answered_at.value = Date.now() / 1000;
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the token of the moment of sending counts
  body.append("want", pressed.value);
  const text = given().map((pair) => pair.join(": ")).join("\n");
  return { id: body.get("id"), url: form.action, next: form.dataset.next, body: `${body}`, text, at: Date.now(), tries: 0 };
}

function submit(event) {
  if (!pressed || pressed.value === "hint" || form.dataset.plain) return;
  event.preventDefault();
  if (next) return;
  if (pressed.value === "answer" && !form.elements.foreign && !given().length) return page.say(words.empty);
  const mine = answer();
  next = mine.next;
  // The phone may be full, an old Safari may never answer: then the browser sends the form as it would without us.
  const slow = new Promise((_, fail) => setTimeout(fail, 3000));
  Promise.race([outbox.save(mine), slow]).then(() => send(mine), sendPlainly);
}

async function send(mine) {
  sessionStorage.removeItem(form.action);
  lock();
  page.say(words.sending);
  if ((await outbox.send(mine)) === "stored") return location.replace(next);
  page.soon();
  const worker = navigator.serviceWorker && (await navigator.serviceWorker.ready);
  if (worker && worker.sync) worker.sync.register("outbox").catch(() => {});
}

function sendPlainly() {
  next = "";
  form.dataset.plain = 1;
  pressed.click();
}

const lock = () => form.querySelectorAll("button").forEach((button) => (button.disabled = true));

// It may have been answered before, or have arrived in the meantime.
function follow({ detail }) {
  const mine = detail.find(({ url }) => url === form.action);
  if (mine) lock((next = mine.next));
  else if (next) page.say(words.sent, next);
}

function add(sound, text, press) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "quiet small", textContent: text });
  button.onclick = () => press(button);
  sound.after(button);
}

for (const sound of document.querySelectorAll("audio")) {
  add(sound, words.back, () => (sound.currentTime -= 5));
  add(sound, words.slower, (button) => {
    sound.playbackRate = 1.75 - sound.playbackRate;
    button.setAttribute("aria-pressed", sound.playbackRate < 1);
  });
}
draft.given.forEach(restore);
form.addEventListener("click", ({ target }) => (pressed = target.closest("button") || pressed), true);
form.addEventListener("submit", submit);
form.addEventListener("input", keep);
addEventListener("pagehide", keep);
for (const kind of ["pointermove", "keydown", "scroll", "touchmove", "timeupdate"]) {
  document.addEventListener(kind, () => (moved = performance.now()), true);
}
document.addEventListener("outbox", follow);
clock.hidden = false;
tick();
setInterval(tick, 1000);
