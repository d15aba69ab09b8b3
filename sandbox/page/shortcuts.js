// The keys that work everywhere on the page, and the window that lists all there are.

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";

const KEYS = [
  ["Everywhere", [
    ["Jump to a channel or a person", "Ctrl K"],
    ["Next part of the page, and back", "F6", "Shift F6"],
    ["Next channel, and the one before", "Alt ↓", "Alt ↑"],
    ["Inspector: what apps and this workspace say", "F8"],
    ["Close what is on top, or the thread", "Esc"],
    ["This list", "?"],
  ]],
  ["On a message", [
    ["Next message, and the one before", "↓", "↑"],
    ["Newest, and oldest", "End", "Home"],
    ["React", "R"],
    ["Reply in its thread", "T"],
    ["Edit it, if it is yours", "E"],
    ["More: copy its link, delete it", "M"],
    ["Into its links and buttons, and out", "Tab", "Esc"],
  ]],
  ["While writing", [
    ["Send", "Enter"],
    ["New line", "Shift Enter"],
    ["Edit what you said last", "↑"],
    ["Commands, people, channels, emoji", "/", "@", "#", ":"],
    ["Take a suggestion", "Tab"],
    ["Bold, italic", "Ctrl B", "Ctrl I"],
    ["Strikethrough", "Ctrl Shift X"],
    ["Code", "Ctrl Shift C"],
  ]],
];

const REGIONS = [
  ["#sidebar", "[aria-current], .place"],
  ["#place-content", ".messages, .home-tab"],
  ["#place-content", "textarea"],
  ["#thread", ".messages"],
  ["#thread", "textarea"],
];

export function showShortcuts() {
  const tables = KEYS.map(([title, rows]) => h("section", null, h("h3", null, title), h("dl", null, rows.map(([name, ...keys]) =>
    h("div", null, h("dt", null, name), h("dd", null, keys.map((key) => h("kbd", null, key))))))));
  openDialog("Keyboard shortcuts", h("div", { class: "dialog-body shortcuts", tabindex: 0, autofocus: true, role: "group", "aria-label": "List of keys" }, tables), { className: "wide" });
}

/** Listens for the page's keys: `jump()` opens the finder, `leave()` closes the thread or the drawer. */
export function listenForShortcuts({ jump, leave }) {
  const isBusy = () => document.querySelector("dialog[open], :popover-open:not(.toast)");
  addEventListener("keydown", (event) => {
    if (isBusy() || event.defaultPrevented) return;
    const act = actionFor(event, jump, leave);
    if (!act) return;
    if (event.key !== "Escape") event.preventDefault();
    act();
  });
}

function actionFor(event, jump, leave) {
  const { key } = event;
  const isTyping = event.target.matches?.("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k" && !event.shiftKey) return jump;
  if (key === "F6") return () => toRegion(event.shiftKey ? -1 : 1);
  if (event.altKey && (key === "ArrowDown" || key === "ArrowUp")) return () => toPlace(key === "ArrowDown" ? 1 : -1);
  if (key === "?" && !isTyping) return showShortcuts;
  return key === "Escape" ? leave : null;
}

/** Moves the focus to the next part of the page that there is. */
function toRegion(step) {
  const parts = REGIONS.map(([region, inside]) => document.querySelector(`${region}:not([hidden])`)?.querySelector(inside))
    .filter((part) => part?.checkVisibility({ visibilityProperty: true }));
  const at = parts.findLastIndex((part) => (part.closest("#sidebar") ?? part).contains(document.activeElement));
  focusPart(parts[(at + step + parts.length) % parts.length] ?? parts[0]);
}

/** Focuses a list by the message that is its stop, anything else itself. */
export function focusPart(part) {
  (part?.querySelector('.message[tabindex="0"]') ?? part)?.focus();
}

function toPlace(step) {
  const links = [...document.querySelectorAll("#places .place")];
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  links[(at + step + links.length) % links.length]?.click();
}
