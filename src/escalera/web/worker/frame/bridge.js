// Runs inside the sandboxed frame, before anything of the template: hands the form's answers to our page, and nothing else.
(() => {
  "use strict";
  const token = document.currentScript.dataset.token;
  const missing = document.currentScript.dataset.missing;
  const post = parent.postMessage.bind(parent);
  const tell = (kind, more) => post({ kind, token, ...more }, "*");
  const LONGEST = 20000;
  const MOST = 500;

  // What MTurk's pages offer, and what an opaque origin takes away.
  window.turkSetAssignmentID = () => true;
  window.turkGetParam = (name, otherwise) => otherwise || "";
  window.turkGetSubmitToHost = () => "";
  Object.defineProperty(document, "cookie", { get: () => "", set: () => {} });
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { value: memory() });
  }
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) {
    Object.defineProperty(window, name, { value: undefined });
  }

  // A frame inside this one would be a window without these limits, and could show nothing: none stays. Templates may
  // change every prototype later, so what is needed is taken now.
  const FRAMES = "iframe, frame, object, embed, portal, fencedframe";
  const { apply } = Reflect;
  const { remove, attachShadow } = Element.prototype;
  const { write, writeln } = document;
  const Observer = MutationObserver;
  const { observe } = Observer.prototype;
  const without = (root, all) => {
    const clear = () => {
      const found = apply(all, root, [FRAMES]);
      for (let at = 0; found[at]; at += 1) apply(remove, found[at], []);
    };
    apply(observe, new Observer(clear), [root, { childList: true, subtree: true }]);
  };
  const fix = (owner, name, value) => Object.defineProperty(owner, name, { value, writable: false, configurable: false });
  without(document, Document.prototype.querySelectorAll);
  fix(Element.prototype, "attachShadow", function (how) {
    const root = apply(attachShadow, this, [how]);
    without(root, DocumentFragment.prototype.querySelectorAll);
    return root;
  });
  // Shadows that HTML itself makes can't be looked into: what makes them is not written, in one piece or in several.
  const { indexOf, slice, toLowerCase } = String.prototype;
  let tail = "";
  for (const [name, kept] of [["write", write], ["writeln", writeln]]) {
    fix(Document.prototype, name, function (...texts) {
      let text = "";
      for (let at = 0; at < texts.length; at += 1) text += texts[at];
      const low = tail + apply(toLowerCase, text, []);
      if (apply(indexOf, low, ["shadowroot"]) >= 0) return;
      tail = apply(slice, low, [-9]);
      apply(kept, this, [text]);
    });
  }
  for (const owner of [Element.prototype, ShadowRoot.prototype]) fix(owner, "setHTMLUnsafe", undefined);
  fix(Document, "parseHTMLUnsafe", undefined);

  function memory() {
    const kept = new Map();
    return {
      getItem: (key) => (kept.has(String(key)) ? kept.get(String(key)) : null),
      setItem: (key, value) => void kept.set(String(key), String(value)),
      removeItem: (key) => void kept.delete(String(key)),
      clear: () => kept.clear(),
      key: (place) => [...kept.keys()][place] ?? null,
      get length() { return kept.size; },
    };
  }

  // Answers: every named control of the document, whichever form it is in.
  function collect() {
    const controls = [...document.querySelectorAll("input[name], select[name], textarea[name]")];
    const boxes = {};
    for (const one of controls) if (one.type === "checkbox") boxes[one.name] = (boxes[one.name] || 0) + 1;
    const answers = {};
    for (const one of controls) {
      if (!(one.name in answers) && Object.keys(answers).length >= MOST) break;
      put(answers, one, boxes[one.name] > 1);
    }
    for (const one of document.querySelectorAll("[contenteditable][data-name], [contenteditable][name]")) {
      answers[one.dataset.name || one.getAttribute("name")] = one.innerText.trim().slice(0, LONGEST);
    }
    return answers;
  }

  function put(answers, one, several) {
    const value = String(one.value).slice(0, LONGEST);
    if (one.type === "radio") {
      if (one.checked) answers[one.name] = value;
    } else if (one.type === "checkbox") {
      if (several) (answers[one.name] = answers[one.name] || []).push(...(one.checked ? [value] : []));
      else answers[one.name] = one.checked ? value : "";
    } else if (one.multiple && one.selectedOptions) {
      answers[one.name] = [...one.selectedOptions].map((option) => option.value.slice(0, LONGEST));
    } else if (!["submit", "button", "reset", "image", "file", "password"].includes(one.type)) {
      answers[one.name] = value;
    }
  }

  const isShown = (one) => one.getClientRects().length > 0;

  function deliver() {
    const wanting = [...document.querySelectorAll("input, select, textarea")].find(
      (one) => isShown(one) && !one.disabled && one.willValidate && !one.checkValidity(),
    );
    if (wanting) {
      wanting.reportValidity();
      tell("incomplete");
    } else tell("answers", { answers: collect() });
  }

  let delivered = false;
  HTMLFormElement.prototype.submit = function submit() { delivered = true; deliver(); };
  window.addEventListener("submit", (event) => {
    if (delivered) delivered = false;
    else if (event.defaultPrevented) setTimeout(() => (delivered ? (delivered = false) : tell("incomplete")), 50);
    else deliver();
    event.preventDefault();
  });

  // Our page's button: press the template's own, so that its own checks run.
  window.addEventListener("message", (event) => {
    if (event.source !== parent || !event.data || event.data.token !== token || event.data.kind !== "send") return;
    delivered = false;
    for (const form of document.forms) form.noValidate = true;
    const own = [...document.querySelectorAll("button, input[type=submit], input[type=image]")].filter(
      (one) => one.type === "submit" && isShown(one),
    );
    const ready = own.find((one) => !one.disabled);
    if (ready) ready.click();
    else if (own.length) tell("incomplete");
    else if (document.forms[0]) document.forms[0].dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    else deliver();
  });

  // Outside links and pictures lead nowhere from here.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && !/^(#|javascript:)/i.test(link.getAttribute("href"))) event.preventDefault();
  });
  document.addEventListener("error", (event) => {
    const picture = event.target;
    if (picture.tagName !== "IMG" || picture.dataset.missing) return;
    picture.dataset.missing = "1";
    picture.src = missing;
  }, true);

  // The frame is as high as what it shows.
  let told = 0;
  function measure() {
    if (!document.body) return;
    const box = document.documentElement.getBoundingClientRect().height;
    const height = Math.ceil(Math.max(box, document.body.scrollHeight === innerHeight ? 0 : document.body.scrollHeight));
    if (Math.abs(height - told) > 4) tell("height", { height: (told = height) });
  }
  addEventListener("DOMContentLoaded", () => {
    measure();
    if (window.ResizeObserver) new ResizeObserver(measure).observe(document.body);
  });
  addEventListener("load", measure);
  addEventListener("click", () => setTimeout(measure, 300));
})();
