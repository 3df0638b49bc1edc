// Sound at one's own pace: slower, faster, back; by keyboard too, without leaving the text. Remembers the speed.
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5];
const figures = [...document.querySelectorAll("[data-sound]")];
const sounds = figures.map((figure) => figure.firstElementChild);
const said = figures.map(() => document.createElement("output"));
let at = Math.max(SPEEDS.indexOf(Number(localStorage.speed || 1)), 0);
let current = sounds[0]; // the keyboard's

function pace(change) {
  at = Math.min(Math.max(at + change, 0), SPEEDS.length - 1);
  localStorage.speed = SPEEDS[at];
  for (const sound of sounds) sound.playbackRate = sound.defaultPlaybackRate = SPEEDS[at];
  figures.forEach(({ dataset }, place) => (said[place].textContent = dataset.speed.replace("{speed}", `${100 * SPEEDS[at]} %`)));
}

function back(sound) {
  current = sound;
  sound.currentTime -= 5;
}

const keys = {
  KeyP: () => (current.paused ? current.play() : current.pause()),
  KeyB: () => back(current),
  KeyS: () => pace(-1),
  KeyF: () => pace(1),
};

figures.forEach((figure, place) => {
  const sound = sounds[place];
  const row = Object.assign(document.createElement("div"), { className: "row" });
  for (const [name, press] of [["back", () => back(sound)], ["slower", keys.KeyS], ["faster", keys.KeyF]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet small" });
    button.textContent = figure.dataset[name];
    button.onclick = press;
    row.append(button);
  }
  row.append(said[place]);
  sound.after(row);
  sound.onplay = () => (current = sound);
  sound.onpause = () => sound.ended || (sound.currentTime -= 0.7); // going on, the last word is heard again
});

addEventListener("keydown", (event) => {
  const press = event.altKey && keys[event.code];
  if (!press) return;
  event.preventDefault();
  press();
});
figures[0].before(Object.assign(document.createElement("p"), { className: "hint keys", textContent: figures[0].dataset.keys }));
pace(0);
