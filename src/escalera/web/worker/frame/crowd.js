// The crowd-* elements that templates use most, as plain controls. Our own words; Amazon's library isn't needed.
(() => {
  "use strict";
  const make = (tag, attributes = {}, ...inside) => {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) one.setAttribute(name, value);
    one.append(...inside);
    return one;
  };
  const taken = (from, ...names) =>
    Object.fromEntries(names.filter((name) => from.hasAttribute(name)).map((name) => [name, from.getAttribute(name)]));
  const block = (tag) => (one) => {
    const box = make(tag, taken(one, "id", "class", "style"));
    box.append(...one.childNodes);
    return box;
  };
  const labelled = (one, control, words) => make("label", { style: "display:block;margin:.5em 0" }, control, " ", ...words);

  function button(one) {
    const type = one.getAttribute("form-action") === "none" ? "button" : "submit";
    return make("button", { type, ...taken(one, "id", "class", "disabled") }, ...one.childNodes);
  }

  function written(tag) {
    return (one) => {
      const control = make(tag, taken(one, "name", "id", "type", "placeholder", "required", "rows", "min", "max", "value", "maxlength"));
      if (tag === "textarea" && one.hasAttribute("value")) control.value = one.getAttribute("value");
      return labelled(one, control, [one.getAttribute("label") || ""]);
    };
  }

  function slider(one) {
    const control = make("input", { type: "range", ...taken(one, "name", "id", "min", "max", "step", "value", "required") });
    return labelled(one, control, [one.getAttribute("label") || ""]);
  }

  function box(one) {
    const control = make("input", { type: "checkbox", ...taken(one, "name", "id", "value", "checked", "required", "disabled") });
    return labelled(one, control, [...one.childNodes]);
  }

  // In a group each radio has a name of its own: the group's results are named after what was chosen.
  function radio(one) {
    const group = one.closest("crowd-radio-group");
    const name = (group && group.dataset.group) || one.getAttribute("name");
    const value = one.getAttribute("value") || one.getAttribute("name");
    const control = make("input", { type: "radio", ...taken(one, "id", "checked", "required", "disabled"), name, value });
    return labelled(one, control, [...one.childNodes]);
  }

  function classifier(one) {
    let categories = [];
    try { categories = JSON.parse(one.getAttribute("categories").replace(/'/g, '"')); } catch { /* shown without options */ }
    const choices = categories.map((words) =>
      labelled(one, make("input", { type: "radio", name: one.getAttribute("name"), value: String(words), required: "" }), [String(words)]));
    return make("fieldset", {}, make("legend", {}, one.getAttribute("header") || ""), ...one.childNodes, ...choices);
  }

  // Inner elements first, so that what moves into a form or a group is plain already.
  const SHIMS = [
    ["crowd-radio-button", radio], ["crowd-checkbox", box], ["crowd-input", written("input")],
    ["crowd-text-area", written("textarea")], ["crowd-slider", slider], ["crowd-button", button],
    ["crowd-classifier", classifier], ["crowd-instructions", block("section")], ["short-instructions", block("div")],
    ["full-instructions", block("div")], ["short-summary", block("p")], ["detailed-instructions", block("div")],
    ["crowd-radio-group", block("div")], ["crowd-card", block("div")], ["crowd-tabs", block("div")], ["crowd-tab", block("div")],
    ["crowd-alert", block("p")], ["crowd-modal", block("div")], ["crowd-form", block("div")],
  ];
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("crowd-radio-group").forEach((group, place) => (group.dataset.group = `group-${place}`));
    for (const [tag, plain] of SHIMS) {
      for (const one of document.querySelectorAll(tag)) one.replaceWith(plain(one));
    }
  });
})();
