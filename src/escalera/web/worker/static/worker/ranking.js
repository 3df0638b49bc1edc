// An order by buttons: each row moves up or down. The hidden menus hold the places, as without scripts.
function order(set) {
  const { up, down, moved } = set.dataset;
  const rows = [...set.querySelectorAll(".place")];
  const said = Object.assign(document.createElement("output"), { className: "visually-hidden" });
  const place = (row) => Number(row.querySelector("select").value) || 99;

  function number() {
    [...set.querySelectorAll(".place")].forEach((row, at, all) => {
      row.querySelector("select").value = at + 1;
      row.querySelector("b").textContent = `${at + 1}.`;
      row.querySelectorAll("button").forEach((button, down) => (button.disabled = at === (down ? all.length - 1 : 0)));
    });
  }
  function move(row, by, button) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (by < 0) other.before(row);
    else other.after(row);
    number();
    (button.disabled ? row.querySelector("button:enabled") : button).focus();
    const thing = row.querySelector("span").textContent;
    said.textContent = moved.replace("{thing}", thing).replace("{place}", place(row)).replace("{all}", rows.length);
    set.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const row of rows) {
    const thing = row.querySelector("span").textContent;
    row.querySelector("select").hidden = true;
    row.prepend(document.createElement("b"));
    for (const [by, sign, words] of [[-1, "↑", up], [1, "↓", down]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet small" });
      button.textContent = sign;
      button.setAttribute("aria-label", words.replace("{thing}", thing));
      button.onclick = () => move(row, by, button);
      row.append(button);
    }
  }
  rows.sort((one, other) => place(one) - place(other)).forEach((row) => set.append(row));
  set.append(said);
  number();
}

document.querySelectorAll("[data-ranking]").forEach(order);
