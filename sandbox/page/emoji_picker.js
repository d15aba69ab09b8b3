// The emoji picker: those used last, then all in groups, and a field to search in.

import { h, newId } from "./dom.js";
import { emojiGroups, findEmoji, noteUse } from "./emoji.js";
import { moveFocus, openPopover } from "./popover.js";

const ACROSS = 8;
const FOUND_MOST = 80;

/** Opens the picker beside `anchor`; `pick` gets the short name. */
export function openEmojiPicker(anchor, pick) {
  const shown = h("div", { class: "emoji-groups" });
  const search = h("input", { type: "search", placeholder: "Find an emoji", "aria-label": "Find an emoji", class: "field" });
  const choices = () => [...shown.querySelectorAll("button")];

  const choose = (name) => {
    noteUse(name);
    picker.close();
    pick(name);
  };

  const drawGroup = ({ name, emoji }) => {
    const title = newId();
    return h("section", { class: "emoji-group", "aria-labelledby": title }, h("h3", { id: title }, name),
      h("div", { class: "emoji-grid" }, emoji.map((each) => h("button", {
        type: "button", class: "emoji-choice", title: `:${each.name}:`, "aria-label": each.name.replaceAll("_", " "),
        data: { name: each.name },
      }, each.character))));
  };

  const fill = () => {
    const words = search.value.trim();
    const found = words && findEmoji(words).slice(0, FOUND_MOST);
    const groups = words ? [{ name: "Found", emoji: found }] : emojiGroups();
    shown.replaceChildren(...groups.filter(({ emoji }) => emoji.length > 0).map(drawGroup));
    if (words && found.length === 0) shown.append(h("p", { class: "hint" }, "No emoji of this name."));
  };

  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choices()[0]?.click();
  });
  shown.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.dataset.name);
  });
  fill();
  const panel = h("div", { on: { keydown: (event) => {
    if (event.target !== search || event.key === "ArrowDown") moveFocus(event, choices(), ACROSS);
  } } }, search, shown);
  const picker = openPopover(anchor, panel, { className: "emoji-picker", label: "Choose an emoji" });
}
