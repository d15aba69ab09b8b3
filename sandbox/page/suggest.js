// Suggests while somebody types: commands after "/", people after "@", channels after "#", emoji after ":".

import { h, newId } from "./dom.js";
import { findEmoji } from "./emoji.js";

const MOST = 8;
const STARTS = /(?:^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u;

function commandsFor(text, workspace) {
  if (!/^\/\S*$/.test(text)) return [];
  return workspace.commands
    .filter(({ command }) => command.startsWith(text.toLowerCase()))
    .map(({ command, usage_hint: usage, description, app }) => ({
      from: 0, insert: `${command} `, label: command, detail: usage, note: [description, app].filter(Boolean).join(" · "),
    }));
}

/** What fits the text before the caret; nothing when it is written out already. */
export function suggestionsFor(text, workspace, allowCommands) {
  const found = fitting(text, workspace, allowCommands);
  const isComplete = found.length === 1 && text.slice(found[0].from) === found[0].insert.trim();
  return isComplete ? [] : found;
}

function fitting(text, workspace, allowCommands) {
  if (allowCommands && text.startsWith("/")) return commandsFor(text, workspace);
  const match = STARTS.exec(text);
  if (!match) return [];
  const [, sign, begun] = match;
  const from = text.length - begun.length - 1;
  const wanted = begun.toLowerCase();
  const starts = (name) => Boolean(name?.toLowerCase().split(" ").some((word) => word.startsWith(wanted)));
  if (sign === ":") {
    if (begun.length < 2) return [];
    return findEmoji(begun).slice(0, MOST).map(({ name, character }) =>
      ({ from, insert: `${character} `, label: character, detail: `:${name}:` }));
  }
  if (sign === "#") {
    return [...workspace.channels.values()].filter((channel) => channel.kind !== "im" && starts(channel.name))
      .map(({ name }) => ({ from, insert: `#${name} `, label: `#${name}` }));
  }
  return [...workspace.users.values()].filter((user) => user.id !== "USLACKBOT" && (starts(user.name) || starts(user.real_name))).slice(0, MOST)
    .map((user) => ({ from, insert: `@${user.name} `, label: `@${user.name}`, detail: user.real_name }));
}

/** The list over a composer; `choose` gets the suggestion. */
export function createSuggestionList(textarea, choose) {
  const id = newId();
  const list = h("div", { class: "suggestions", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  let shown = [];
  let at = 0;

  textarea.setAttribute("aria-controls", id);
  textarea.setAttribute("aria-autocomplete", "list");

  function draw() {
    list.hidden = shown.length === 0;
    list.replaceChildren(...shown.map((suggestion, index) =>
      h("div", {
        class: "suggestion", role: "option", id: `${id}-${index}`, "aria-selected": String(index === at),
        on: { pointerdown: (event) => { event.preventDefault(); choose(suggestion); } },
      }, h("strong", null, suggestion.label), suggestion.detail && h("span", null, suggestion.detail), suggestion.note && h("small", null, suggestion.note))));
    if (shown.length > 0) textarea.setAttribute("aria-activedescendant", `${id}-${at}`);
    else textarea.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  return {
    list,
    show(suggestions) {
      shown = suggestions;
      at = 0;
      draw();
    },
    /** Whether the key was for the list. */
    takeKey(event) {
      if (shown.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) at = (at + step + shown.length) % shown.length;
      else if (event.key === "Escape") shown = [];
      else if (event.key === "Tab" || event.key === "Enter") {
        choose(shown[at]);
        return true;
      } else return false;
      draw();
      return true;
    },
  };
}
