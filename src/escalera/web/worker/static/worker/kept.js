// Forms that wait on the phone without signal, as answers do: asking a person, messages, closing.
const forms = [...document.querySelectorAll("form[data-kept]")];
const box = (form) => form.querySelector("[data-waiting]");
const written = (one) => new URLSearchParams(one.body);

let pressed; // event.submitter is missing on older phones

function entry(form) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the one at sending counts
  if (pressed?.name) body.set(pressed.name, pressed.value);
  const id = body.get("id");
  const next = (form.dataset.next || location.pathname).replace("ID", id);
  const text = body.get("text") || pressed?.textContent.trim();
  return { id, url: form.action, next, body: `${body}`, given: [[text]], at: Date.now(), tries: 0 };
}

// crypto.randomUUID is missing on plain HTTP and on older phones.
function newId() {
  const digit = (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

async function keep(form, mine) {
  await outbox.save(mine);
  const state = await outbox.send(mine);
  if (state === "stored") return location.assign(mine.next);
  if (state === "refused") {
    await outbox.remove(mine.id);
    throw state; // the server's own page says why, and what one can do
  }
  form.elements.id.value = newId();
  form.reset();
  page.say(box(form).dataset.saved);
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

const isOf = (form) => (one) =>
  one.url === form.action && (!form.task_type || written(one).get("task_type") === form.task_type.value);

function bubble(form, [[text]]) {
  const one = Object.assign(document.createElement("p"), { className: "card", textContent: `${text} · ` });
  one.append(Object.assign(document.createElement("b"), { textContent: box(form).dataset.waits }));
  return one;
}

// What was refused after waiting goes back into its field, to be written anew.
function giveBack(form, one) {
  if (!form.text || form.text.value || !written(one).get("text")) return;
  form.text.value = written(one).get("text");
  outbox.remove(one.id).then(page.soon).then(() => page.say(one.why));
}

function show(form, all) {
  const mine = all.filter(isOf(form));
  const before = box(form).childElementCount;
  box(form).replaceChildren(...mine.filter(({ why }) => !why).map(({ given }) => bubble(form, given)));
  for (const one of form.querySelectorAll("button")) one.disabled = !form.text && mine.length > 0;
  mine.filter(({ why }) => why).forEach((one) => giveBack(form, one));
  if (!before || mine.length) return;
  if (forms.some(({ text }) => text?.value)) page.say(box(form).dataset.sent, location.pathname);
  else location.reload();
}

for (const form of forms) {
  form.addEventListener("click", ({ target }) => (pressed = target.closest("button") || pressed));
  form.addEventListener("submit", submit);
}
addEventListener("outbox", ({ detail }) => forms.forEach((form) => show(form, detail)));
