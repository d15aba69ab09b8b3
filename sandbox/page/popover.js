// Opens what hovers over the page: menus, and the question before an action.

import { anchorTo, h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { drawText } from "./mrkdwn.js";
import { withEmoji } from "./emoji.js";

/** Shows `content` beside `anchor`; it goes when one presses Escape or clicks elsewhere. */
export function openPopover(anchor, content, { className = "", label, role = "dialog" } = {}) {
  const panel = h("div", { class: `popover ${className}`, popover: "auto", role, "aria-label": label }, content);
  // A modal dialog makes all outside it inert, so the popover lives in it.
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const focusWasInside = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (focusWasInside) anchor.focus();
  });
  panel.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  place(panel, anchor.getBoundingClientRect());
  panel.querySelector("input, button, a")?.focus({ preventScroll: true });
  return { close: () => panel.isConnected && panel.hidePopover() };
}

function place(panel, near) {
  const gap = 6;
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = near.bottom + gap + height <= innerHeight || near.top - gap - height < 0;
  const top = below ? near.bottom + gap : near.top - gap - height;
  panel.style.top = `${Math.max(gap, Math.min(top, innerHeight - height - gap))}px`;
  panel.style.left = `${Math.max(gap, Math.min(near.left, innerWidth - width - gap))}px`;
}

/** A menu of `items` ({label, description?, href?, sign?, heading?, checked?, danger?, choose}). */
export function openMenu(anchor, items, label) {
  const rows = [];
  const drawn = items.flatMap((item) => {
    const row = drawMenuItem(item, () => { menu.close(); item.choose?.(); });
    rows.push(row);
    return item.heading ? [h("div", { class: "menu-heading", role: "presentation" }, item.heading), row] : [row];
  });
  const list = h("div", { role: "menu", "aria-label": label, on: { keydown: (event) => moveFocus(event, rows, 1) } }, drawn);
  const menu = openPopover(anchor, list, { className: "menu", role: null });
}

function drawMenuItem(item, click) {
  const inside = [item.sign, h("span", { class: "menu-text" }, withEmoji(item.label),
    item.description && h("small", null, withEmoji(item.description))), item.checked && icon("check")];
  const attributes = {
    class: `menu-item ${item.danger ? "danger" : ""}`, tabindex: -1, on: { click },
    ...(item.checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": String(item.checked) }),
  };
  return item.href ? h("a", { ...attributes, ...anchorTo(item.href) }, inside) : h("button", { ...attributes, type: "button" }, inside);
}

/** Moves the focus among `rows` with the arrow keys; `across` is how many stand in one line. */
export function moveFocus(event, rows, across) {
  const step = { ArrowDown: across, ArrowUp: -across, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const end = { Home: 0, End: rows.length - 1 }[event.key];
  if ((!step && end === undefined) || rows.length === 0) return;
  event.preventDefault();
  const at = rows.indexOf(document.activeElement);
  rows[end ?? (at < 0 ? 0 : (at + step + rows.length) % rows.length)].focus();
}

/** Asks Block Kit's confirm question; resolves to whether the answer was yes. */
export function askToConfirm(question, workspace) {
  return new Promise((resolve) => {
    const title = newId();
    const answer = (value) => () => dialog.close(value);
    const dialog = h("dialog", { class: "confirm", "aria-labelledby": title },
      h("h2", { id: title }, drawText(question.title, workspace)),
      h("div", { class: "confirm-text" }, drawText(question.text, workspace)),
      h("footer", null,
        h("button", { class: "button", type: "button", on: { click: answer("no") } }, drawText(question.deny, workspace)),
        h("button", { class: `button ${question.style === "danger" ? "danger" : "primary"}`, type: "button", autofocus: true, on: { click: answer("yes") } },
          drawText(question.confirm, workspace))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
