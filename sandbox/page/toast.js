// Says for a few seconds what happened.

import { h } from "./dom.js";

const SHOWN_FOR = 6000;

export function showToast(text) {
  const toast = h("div", { class: "toast", role: "alert", popover: "manual" }, text);
  // Inside an open dialog, because all outside it is inert and is not read out.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(toast);
  toast.showPopover();
  const timer = setTimeout(() => toast.remove(), SHOWN_FOR);
  toast.addEventListener("click", () => {
    clearTimeout(timer);
    toast.remove();
  });
}
