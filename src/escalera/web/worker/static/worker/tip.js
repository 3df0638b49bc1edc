// A tip written without signal waits on the phone, as answers do.
const form = document.querySelector("form[data-tip]");
let kept;

function entry() {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken"); // the one at sending counts
  const given = [[form.elements.text.value]];
  return { id: body.get("id"), url: form.action, next: location.pathname, body: `${body}`, given, at: Date.now(), tries: 0 };
}

async function keep(mine) {
  await outbox.save(mine);
  const state = await outbox.send(mine);
  if (state === "stored") return location.replace(mine.next);
  if (state !== "refused") wait();
  page.soon(); // says what waits, or why it was refused
}

// The next one comes with the next page, under an id of its own.
function wait() {
  kept = true;
  form.querySelector("button").disabled = true;
  page.say(form.dataset.saved);
}

function submit(event) {
  if (form.dataset.plain) return;
  event.preventDefault();
  // Where the phone keeps nothing the browser sends the form itself.
  keep(entry()).catch(() => {
    if (kept) return;
    form.dataset.plain = "1";
    form.submit();
  });
}

form?.addEventListener("submit", submit);
