// Says for a while what went wrong, or what was done.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const SHOWN_FOR = { problem: 9000, done: 4000 };

/** `kind` is "problem", or "done" for what went well. */
export function showToast(text, { kind = "problem" } = {}) {
  // A new one of the same words takes the place of the old, so that they do not pile up.
  for (const old of document.querySelectorAll(".toast")) if (old.querySelector("p").textContent === text) old.remove();
  const close = h("button", { type: "button", class: "tool", "aria-label": "Close this notice", on: { click: () => toast.remove() } }, icon("close"));
  const toast = h("div", { class: `toast toast-${kind}`, popover: "manual" },
    h("span", { class: "toast-sign" }, icon(kind === "done" ? "check" : "lost")),
    h("p", { role: kind === "done" ? "status" : "alert" }, text), close);
  // Inside an open dialog, because all outside it is inert and is not read out.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(toast);
  toast.showPopover();
  stack();
  let timer = setTimeout(() => toast.remove(), SHOWN_FOR[kind]);
  // Nobody has to hurry who is on it.
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => { timer = setTimeout(() => toast.remove(), SHOWN_FOR[kind]); });
}

/** Puts the newest on top, the others under it. */
function stack() {
  let top = 0;
  for (const toast of [...document.querySelectorAll(".toast")].reverse()) {
    toast.style.setProperty("--below", `${top}px`);
    top += toast.offsetHeight + 8;
  }
}
