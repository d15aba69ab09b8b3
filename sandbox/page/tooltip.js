// Shows what an element with `data-tip` has to say, while the pointer is on it or the keyboard is.
// What is said stands in the element's name or text as well, so that screen readers have it too.

import { h } from "./dom.js";

const WAIT = 350;
const GAP = 8;

export function showTips() {
  const tip = h("div", { class: "tip", "aria-hidden": "true", hidden: true });
  let waiting = 0;

  function show(anchor) {
    if (!anchor.isConnected) return;
    tip.textContent = anchor.dataset.tip;
    (anchor.closest("dialog, [popover]") ?? document.body).append(tip); // where it is not covered
    tip.hidden = false;
    const near = anchor.getBoundingClientRect();
    const above = near.top - tip.offsetHeight - GAP;
    const left = near.left + near.width / 2 - tip.offsetWidth / 2;
    tip.style.top = `${above > GAP ? above : near.bottom + GAP}px`;
    tip.style.left = `${Math.max(GAP, Math.min(left, innerWidth - tip.offsetWidth - GAP))}px`;
  }

  function hide() {
    clearTimeout(waiting);
    tip.hidden = true;
  }

  function later(event) {
    const anchor = event.target.closest?.("[data-tip]");
    if (!anchor) return;
    hide();
    waiting = setTimeout(() => show(anchor), WAIT);
  }

  document.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") later(event); });
  document.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) later(event); });
  for (const over of ["pointerout", "pointerdown", "focusout", "keydown"]) document.addEventListener(over, hide);
  document.addEventListener("scroll", hide, { capture: true });
}
