// Boxes on a picture by finger, mouse or keyboard. The number fields hold the answer, as without scripts.
const STEP = 5;
const LEAST = 12;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function draw(set) {
  const svg = set.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const fields = [...set.querySelectorAll("textarea")];
  const names = fields.map((field) => field.labels[0].textContent);
  const { how, add, remove, words: name, keys, numbers } = set.dataset;
  let boxes = []; // [left, top, right, bottom, label]
  let chosen, dragged, active = 0;

  const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
  const element = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };
  const button = (textContent, onclick) =>
    Object.assign(document.createElement("button"), { type: "button", className: "quiet small", textContent, onclick });
  const hint = (textContent, more = "") => Object.assign(document.createElement("p"), { className: `hint ${more}`, textContent });

  function read() {
    boxes = fields.flatMap(({ value }, label) =>
      value.split("\n").map((line) => [...(line.match(/[\d.]+/g) || []).map(Number).slice(0, 4), label])
        .filter((box) => box.length === 5));
    chosen = undefined;
    show();
  }
  function write() {
    fields.forEach((field, label) => {
      field.value = boxes.filter((box) => box[4] === label).map((box) => box.slice(0, 4).join(" ")).join("\n");
    });
    fields[0].dispatchEvent(new Event("input", { bubbles: true }));
  }
  // The parts of one box: an outline that also takes the keyboard, its name, and corners while it is chosen.
  function part([left, top, right, bottom, label], at) {
    const words = name.replace("{label}", names[label]).replace("{n}", at + 1);
    const group = element("g", { class: `box mark-${label % 5}${at === chosen ? " chosen" : ""}` });
    const outline = { x: left, y: top, width: right - left, height: bottom - top };
    group.append(element("rect", { ...outline, class: "halo" }));
    group.append(element("rect", { ...outline, tabindex: 0, role: "button", "aria-pressed": at === chosen,
      "aria-label": `${words}: ${left} ${top} ${right} ${bottom}`, "data-box": at }));
    const text = element("text", { x: left + 4, y: top + 20 });
    text.textContent = fields.length > 1 ? `${at + 1} ${names[label]}` : at + 1;
    group.append(text);
    if (at === chosen) {
      for (const corner of [0, 1, 2, 3]) {
        const [x, y] = [corner % 2 ? right : left, corner > 1 ? bottom : top];
        group.append(element("circle", { cx: x, cy: y, r: 7 }), element("circle", { cx: x, cy: y, r: 22, class: "grip", "data-corner": corner }));
      }
    }
    return group;
  }
  function show(focus) {
    svg.querySelectorAll(".box").forEach((one) => one.remove());
    // The chosen one comes last, so that its corners are on top.
    const places = boxes.map((_, at) => at).sort((one, other) => (one === chosen) - (other === chosen));
    svg.append(...places.map((at) => part(boxes[at], at)));
    if (focus) svg.querySelector(`[data-box="${chosen}"]`)?.focus({ preventScroll: true });
    tools.lastElementChild.disabled = chosen === undefined;
    [...labels.children].forEach((one, label) => one.setAttribute("aria-pressed", label === active));
  }
  function point({ clientX, clientY }) {
    const { left, top, width: wide } = svg.getBoundingClientRect();
    return [(clientX - left) * (width / wide), (clientY - top) * (width / wide)];
  }
  function begin(event) {
    const { box, corner } = event.target.dataset;
    const [x, y] = point(event);
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    if (corner) dragged = { far: [boxes[chosen][corner % 2 ? 0 : 2], boxes[chosen][corner > 1 ? 1 : 3]] };
    else if (box) dragged = { from: [x, y], was: [...boxes[(chosen = +box)]] };
    else dragged = { far: [x, y], isNew: true };
    show(true);
  }
  function follow(event) {
    if (!dragged) return;
    const [x, y] = point(event);
    const { far, from, was } = dragged;
    if (dragged.isNew && Math.abs(x - far[0]) + Math.abs(y - far[1]) > LEAST) {
      chosen = boxes.push([0, 0, 0, 0, active]) - 1;
      dragged.isNew = false;
    }
    if (dragged.isNew) return;
    if (from) place(was, x - from[0], y - from[1]);
    else stretch(boxes[chosen], [x, far[0]], [y, far[1]]);
    show();
  }
  function place([left, top, right, bottom, label], x, y) {
    const [toLeft, toTop] = [within(left + x, width - (right - left)), within(top + y, height - (bottom - top))];
    boxes[chosen] = [toLeft, toTop, toLeft + right - left, toTop + bottom - top, label];
  }
  function stretch(box, across, down) {
    const [left, right] = across.map((one) => within(one, width)).sort((a, b) => a - b);
    const [top, bottom] = down.map((one) => within(one, height)).sort((a, b) => a - b);
    boxes[chosen] = [left, top, Math.max(right, left + LEAST), Math.max(bottom, top + LEAST), box[4]];
  }
  function end() {
    if (!dragged) return;
    if (dragged.isNew) chosen = undefined;
    dragged = undefined;
    show(true);
    write();
  }
  function addOne() {
    const [x, y] = [Math.round(width / 2) - 40, Math.round(height / 2) - 40];
    chosen = boxes.push([x, y, x + 80, y + 80, active]) - 1;
    show(true);
    write();
  }
  function removeOne() {
    if (chosen === undefined) return;
    boxes.splice(chosen, 1);
    chosen = undefined;
    show();
    write();
    tools.firstElementChild.focus();
  }
  function press(event) {
    const [x, y] = (KEYS[event.key] || []).map((one) => one * STEP);
    const isRemove = /^(Delete|Backspace)$/.test(event.key);
    if ((x === undefined && !isRemove) || event.target.dataset.box === undefined) return;
    event.preventDefault();
    chosen = +event.target.dataset.box;
    if (isRemove) return removeOne();
    const box = boxes[chosen];
    if (event.shiftKey) stretch(box, [box[0], Math.max(box[2] + x, box[0] + LEAST)], [box[1], Math.max(box[3] + y, box[1] + LEAST)]);
    else place(box, x, y);
    show(true);
    write();
  }

  const tools = Object.assign(document.createElement("div"), { className: "row" });
  const labels = Object.assign(document.createElement("div"), { className: "row" });
  tools.append(button(add, addOne), button(remove, removeOne));
  if (names.length > 1) {
    labels.append(...names.map((words, label) => button(words, () => show((active = label), false))));
    [...labels.children].forEach((one, label) => one.classList.add(`mark-${label % 5}`));
  }
  const written = set.querySelector(".numbers");
  const details = document.createElement("details");
  written.replaceWith(details);
  details.append(Object.assign(document.createElement("summary"), { textContent: numbers }), written);
  const figure = set.querySelector("figure");
  figure.before(hint(how), labels);
  figure.after(tools, hint(keys, "keys"));
  set.classList.add("live");
  svg.addEventListener("pointerdown", begin);
  svg.addEventListener("pointermove", follow);
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  svg.addEventListener("keydown", press);
  svg.addEventListener("focusin", ({ target }) => {
    if (dragged || target.dataset.box === undefined || +target.dataset.box === chosen) return;
    chosen = +target.dataset.box;
    show(true);
  });
  written.addEventListener("input", (event) => event.isTrusted && read());
  read();
}

document.querySelectorAll("[data-boxes]").forEach(draw);
