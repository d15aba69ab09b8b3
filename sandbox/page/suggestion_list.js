// The list that opens at a field while one types; the field keeps the focus.

import { drawAvatar } from "./avatars.js";
import { h, newId } from "./dom.js";

/** The list of a field, and the count that is read out; `choose` gets the suggestion. */
export function createSuggestionList(field, choose, { label = "Suggestions" } = {}) {
  const id = newId();
  const list = h("div", { class: "suggestions", role: "listbox", id, "aria-label": label, hidden: true });
  let shown = [];
  let at = -1;

  const isCombobox = field.matches("input"); // a field of several lines may have no other role than its own
  const count = h("span", { class: "for-ears", "aria-live": "polite" });
  for (const [name, value] of [["aria-controls", id], ["aria-autocomplete", "list"], ["aria-haspopup", "listbox"]]) {
    field.setAttribute(name, value);
  }
  if (isCombobox) field.setAttribute("role", "combobox");

  function draw() {
    list.hidden = shown.length === 0;
    list.replaceChildren(...shown.map((suggestion, index) =>
      h("div", {
        class: "suggestion", role: "option", id: `${id}-${index}`, "aria-selected": String(index === at),
        on: { pointerdown: (event) => event.preventDefault(), click: () => choose(suggestion) },
      }, suggestion.sign ?? (suggestion.user && drawAvatar(suggestion.user, "small")),
      h("strong", null, suggestion.label), suggestion.detail && h("span", null, suggestion.detail), suggestion.note && h("small", null, suggestion.note))));
    if (isCombobox) field.setAttribute("aria-expanded", String(shown.length > 0));
    if (at >= 0) field.setAttribute("aria-activedescendant", `${id}-${at}`);
    else field.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  draw();
  return {
    list,
    count,
    /** Offers `items`; an `eager` list marks the first, so that Enter takes it. */
    show({ items, eager }) {
      shown = items;
      at = eager && items.length > 0 ? 0 : -1;
      const said = items.length > 0 ? `${items.length} ${items.length === 1 ? "suggestion" : "suggestions"}` : "";
      if (count.textContent !== said) count.textContent = said;
      draw();
    },
    /** Whether the key was for the list. */
    takeKey(event) {
      if (shown.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) at = at < 0 && step < 0 ? shown.length - 1 : (at + step + shown.length) % shown.length;
      else if (event.key === "Escape") shown = [];
      else if ((event.key === "Tab" && !event.shiftKey) || (event.key === "Enter" && !event.shiftKey && at >= 0)) {
        choose(shown[Math.max(0, at)]);
        return true;
      } else return false;
      if (shown.length === 0) at = -1;
      draw();
      return true;
    },
  };
}
