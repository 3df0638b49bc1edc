// A voice note of at most 30 seconds: recorded, heard once more, sent with the form it stands in. Without it: text.
const place = document.querySelector("[data-voice]");
const form = place.closest("form");
const words = place.dataset;
const [record, listen, drop] = place.querySelectorAll("button");
const line = place.querySelector("output");
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const kind = navigator.mediaDevices && KINDS.find((one) => self.MediaRecorder?.isTypeSupported(one));
const LONGEST_S = 30;
const LARGEST = 150000;
let recorder, timer, began, sound;

const passed = () => Math.min(Math.round((Date.now() - began) / 1000), LONGEST_S);
const say = (text) => (line.textContent = text.replace("{n}", passed()));

async function start() {
  forget();
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const parts = [];
  recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 24000 });
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    clearInterval(timer);
    keep(new Blob(parts, { type: kind }));
  };
  recorder.start();
  began = Date.now();
  record.textContent = words.stop;
  timer = setInterval(tick, 250);
}

function tick() {
  say(words.recording);
  if (passed() >= LONGEST_S) recorder.stop();
}

function keep(blob) {
  record.textContent = words.again;
  if (blob.size > LARGEST) return say(words.large);
  const reader = new FileReader();
  reader.onload = () => {
    sound = blob;
    form.sound.value = reader.result.split(",")[1];
    listen.hidden = drop.hidden = false;
    say(words.recorded);
  };
  reader.readAsDataURL(blob);
}

function forget() {
  form.sound.value = line.textContent = "";
  listen.hidden = drop.hidden = true;
  record.textContent = words.record;
}

// The content policy lets no page play what is not of the site; the phone's own mixer may.
async function hear() {
  const mixer = new AudioContext();
  const source = mixer.createBufferSource();
  source.buffer = await mixer.decodeAudioData(await sound.arrayBuffer());
  source.connect(mixer.destination);
  source.onended = () => mixer.close();
  source.start();
}

if (kind) {
  place.hidden = false;
  forget();
  record.onclick = () => (recorder?.state === "recording" ? recorder.stop() : start().catch(() => say(words.denied)));
  listen.onclick = hear;
  drop.onclick = forget;
  form.addEventListener("reset", forget);
}
