// Words of a text get labels by tapping, dragging or keyboard. The number fields hold the answer, as without scripts.
function mark(set) {
  const words = [...set.querySelectorAll("[data-word]")];
  const inputs = [...set.querySelectorAll("input")];
  const names = inputs.map((input) => input.labels[0].textContent);
  const tools = Object.assign(document.createElement("div"), { className: "row" });
  const said = Object.assign(document.createElement("output"), { className: "hint" });
  let marks = []; // of each word: the place of its label, or -1
  let active = 0;
  let begun, before, painting;

  const hint = (textContent, more = "") => Object.assign(document.createElement("p"), { className: `hint ${more}`, textContent });

  function read() {
    marks = words.map(() => -1);
    inputs.forEach((input, label) => {
      for (const [, first, last = first] of input.value.matchAll(/(\d+)(?:\s*-\s*(\d+))?/g)) {
        for (let at = +first; at <= Math.min(+last, words.length); at++) marks[at - 1] = label;
      }
    });
    show();
  }
  function runs(label) {
    const found = [];
    marks.forEach((one, at) => {
      if (one !== label) return;
      if (at && marks[at - 1] === label) found[found.length - 1][1] = at;
      else found.push([at, at]);
    });
    return found;
  }
  function write() {
    inputs.forEach((input, label) => {
      input.value = runs(label).map(([first, last]) => (first < last ? `${first + 1}-${last + 1}` : first + 1)).join(", ");
    });
    inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
  }
  function show() {
    words.forEach((word, at) => {
      const name = names[marks[at]];
      word.className = name ? `mark mark-${marks[at] % 5}` : "";
      word.setAttribute("aria-pressed", Boolean(name));
      word.setAttribute("aria-label", name ? `${word.dataset.text}: ${name}` : word.dataset.text);
      if (begun !== undefined) return; // names push other words below a moving finger
      if (name && marks[at] !== marks[at - 1]) word.dataset.name = name;
      else delete word.dataset.name;
    });
    [...tools.children].forEach((button, label) => button.setAttribute("aria-pressed", label === active));
    const text = ([first, last]) => words.slice(first, last + 1).map((word) => word.dataset.text).join(" ");
    said.textContent = names.map((name, label) => [name, runs(label).map(text).join(" | ")])
      .filter(([, found]) => found).map((pair) => pair.join(": ")).join(" · ");
  }
  function paint(to) {
    const [first, last] = [Math.min(begun, to), Math.max(begun, to)];
    marks = before.map((one, at) => (at >= first && at <= last ? painting : one));
    show();
  }
  function begin(at) {
    begun = at;
    before = [...marks];
    painting = marks[at] === active ? -1 : active;
    paint(at);
  }
  function end() {
    if (begun === undefined) return;
    begun = undefined;
    show();
    write();
  }
  function undo() { // the finger scrolls the page: it meant no word
    if (begun === undefined) return;
    begun = undefined;
    marks = before;
    show();
  }
  function focus(at) {
    if (!words[at]) return;
    words.forEach((word) => (word.tabIndex = -1));
    words[at].tabIndex = 0;
    words[at].focus();
  }
  function press(event, at) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step && !/^( |Enter)$/.test(event.key)) return;
    event.preventDefault();
    if (step) return focus(at + step);
    begin(at);
    end();
  }

  words.forEach((word, at) => {
    word.dataset.text = word.lastChild.textContent;
    word.tabIndex = at ? -1 : 0;
    word.setAttribute("role", "button");
    word.onkeydown = (event) => press(event, at);
    word.onpointerdown = (event) => {
      word.releasePointerCapture(event.pointerId);
      begin(at);
      event.preventDefault();
      focus(at);
    };
    word.onpointerenter = () => begun !== undefined && paint(at);
  });
  addEventListener("pointerup", end);
  addEventListener("pointercancel", undo);
  names.forEach((name, label) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    button.className = `quiet small mark-${label % 5}`;
    button.onclick = () => show((active = label));
    tools.append(button);
  });
  const text = set.querySelector(".words");
  const numbers = set.querySelector(".numbers");
  const details = document.createElement("details");
  const summary = Object.assign(document.createElement("summary"), { textContent: set.dataset.numbers });
  numbers.replaceWith(details);
  details.append(summary, numbers);
  text.before(hint(set.dataset.label), tools);
  text.after(said, hint(set.dataset.arrows, "keys"));
  set.classList.add("live");
  numbers.oninput = (event) => event.isTrusted && read();
  read();
}

document.querySelectorAll("[data-spans]").forEach(mark);
