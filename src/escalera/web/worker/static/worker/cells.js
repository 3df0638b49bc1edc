// A table to mend: what was changed shows what it was, and how many cells are changed is said.
function mend(set) {
  const { one, many } = set.dataset;
  const said = Object.assign(document.createElement("output"), { className: "hint" });

  function look() {
    const inputs = [...set.querySelectorAll("input")];
    const changed = inputs.filter((input) => input.value.trim() !== input.dataset.was);
    for (const input of inputs) {
      if (changed.includes(input)) input.parentElement.dataset.was = input.dataset.was;
      else delete input.parentElement.dataset.was;
    }
    said.textContent = changed.length === 1 ? one : changed.length ? many.replace("{n}", changed.length) : "";
  }
  set.append(said);
  set.addEventListener("input", look);
  look();
}

document.querySelectorAll("[data-cells]").forEach(mend);
