// Minutes noted without signal wait on the phone, as answers do; the time is the phone's.
let pressed;

function remember({ target }) {
  pressed = target.closest("button") || pressed;
}

function entry(form) {
  form.answered_at.value = Date.now() / 1000;
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the one at sending counts
  if (pressed?.name) body.set(pressed.name, pressed.value);
  const given = [[form.querySelector(":checked")?.closest("label")?.textContent.trim(), pressed?.textContent.trim()]];
  return { id: body.get("id"), url: form.action, next: location.pathname, body: `${body}`, given, at: Date.now(), tries: 0 };
}

// crypto.randomUUID is missing on plain HTTP and on older phones.
function newId() {
  const digit = (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

async function keep(form) {
  const mine = entry(form);
  form.elements.id.value = newId();
  await outbox.save(mine);
  const state = await outbox.send(mine);
  if (state === "stored") return location.replace(mine.next);
  form.reset();
  page.say(form.dataset.saved || document.getElementById("minutes-form")?.dataset.saved);
  page.soon();
}

function submit(event) {
  const form = event.target;
  if (form.dataset.plain) return;
  event.preventDefault();
  if (form.kind && ![...form.kind].some((one) => one.checked)) return page.say(form.dataset.choose);
  // Where the phone keeps nothing the browser sends the form itself.
  keep(form).catch(() => {
    form.dataset.plain = "1";
    pressed ? pressed.click() : form.submit();
  });
}

for (const form of document.querySelectorAll("form[data-minutes]")) {
  form.addEventListener("click", remember);
  form.addEventListener("submit", submit);
}
