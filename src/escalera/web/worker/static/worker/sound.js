// Sound at one's own pace: slower, faster, back; by keyboard too, without leaving the text. Remembers the speed.
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5];

function pace(figure) {
  const { back, slower, faster, speed, keys } = figure.dataset;
  const sound = figure.firstElementChild;
  const row = document.createElement("div");
  const said = document.createElement("output");
  let at = SPEEDS.indexOf(Number(localStorage.speed || 1));

  function set(change) {
    at = Math.min(Math.max(at + change, 0), SPEEDS.length - 1);
    sound.playbackRate = sound.defaultPlaybackRate = localStorage.speed = SPEEDS[at];
    said.textContent = speed.replace("{percent}", 100 * SPEEDS[at]);
  }
  const moves = {
    KeyP: () => (sound.paused ? sound.play() : sound.pause()),
    KeyB: () => (sound.currentTime -= 5),
    KeyS: () => set(-1),
    KeyF: () => set(1),
  };
  for (const [code, words] of [["KeyB", back], ["KeyS", slower], ["KeyF", faster]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet small" });
    button.textContent = words;
    button.onclick = moves[code];
    button.setAttribute("aria-keyshortcuts", `Alt+${code[3]}`);
    row.append(button);
  }
  row.className = "row";
  row.append(said);
  const hint = Object.assign(document.createElement("p"), { className: "hint", textContent: keys });
  sound.after(row, hint);
  addEventListener("keydown", (event) => {
    const move = event.altKey && moves[event.code];
    if (!move) return;
    event.preventDefault();
    move();
  });
  sound.onpause = () => sound.ended || (sound.currentTime -= 0.7); // going on, the last word is heard again
  set(0);
}

document.querySelectorAll("[data-sound]").forEach(pace);
