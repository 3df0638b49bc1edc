// Forms that wait on the phone without signal, as answers do: asking a person, messages, closing.
const forms = [...document.querySelectorAll("form[data-kept]")];
const box = (form) => form.querySelector("[data-waiting]");
const sent = (one, name) => new URLSearchParams(one.body).get(name);
const place = (form) => form.dataset.here || location.pathname; // where the server said why it refused is no page
let pressed; // event.submitter is missing on older phones

function entry(form) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the one at sending counts
  if (pressed?.name) body.set(pressed.name, pressed.value);
  const id = body.get("id");
  const next = (form.dataset.next || place(form)).replace("ID", id);
  const voice = body.get("sound") && form.querySelector("[data-voice]").dataset.called;
  const text = body.get("text") || voice || pressed?.textContent.trim();
  return { id, url: form.action, next, body: `${body}`, given: [[text]], at: Date.now(), tries: 0 };
}

// The page's own id with another end: no phone lacks what that takes.
const another = (id) => id.slice(0, -8) + `${Math.random().toString(16)}00000000`.slice(2, 10);

// The kept page is older than what was just sent: on a slow net it must not stand in for it.
async function openAnew(path) {
  await self.caches?.open("pages").then((pages) => pages.delete(path)).catch(() => {});
  location.assign(path);
}

async function keep(form, mine) {
  await outbox.save(mine);
  const state = await outbox.send(mine);
  if (state === "stored") return openAnew(mine.next);
  if (state === "refused") {
    await outbox.remove(mine.id);
    throw state; // the server's own page says why, and what one can do
  }
  form.elements.id.value = another(mine.id);
  form.reset();
  page.soon();
}

function submit(event) {
  const form = event.target;
  if (form.dataset.plain || (form.text && !form.text.value.trim() && !form.sound?.value)) return;
  event.preventDefault();
  // Where the phone keeps nothing the browser sends the form itself.
  keep(form, entry(form)).catch(() => {
    form.dataset.plain = "1";
    pressed ? pressed.click() : form.submit();
  });
}

function bubble(form, [[text]]) {
  const one = document.createElement("p");
  const waits = document.createElement("b");
  waits.textContent = box(form).dataset.waits;
  one.className = "card";
  one.append(`${text} · `, waits);
  return one;
}

// What was refused after waiting goes back into its field, to be written anew.
function giveBack({ text }, one) {
  if (!text || text.value || !sent(one, "text")) return;
  text.value = sent(one, "text");
  outbox.remove(one.id).then(page.soon).then(() => page.say(one.why));
}

function show(form, all) {
  const about = form.task_type?.value;
  const mine = all.filter((one) => one.url === form.action && (!about || sent(one, "task_type") === about));
  const before = box(form).childElementCount;
  box(form).replaceChildren(...mine.filter(({ why }) => !why).map(({ given }) => bubble(form, given)));
  for (const one of form.querySelectorAll("button")) one.disabled = !form.text && mine.length > 0;
  for (const one of mine) if (one.why) giveBack(form, one);
  if (!before || mine.length) return;
  if (forms.some(({ text }) => text?.value)) page.say(box(form).dataset.sent, place(form));
  else openAnew(place(form));
}

for (const form of forms) {
  form.addEventListener("click", ({ target }) => (pressed = target.closest("button") || pressed));
  form.addEventListener("submit", submit);
}
addEventListener("outbox", ({ detail }) => forms.forEach((form) => show(form, detail)));
