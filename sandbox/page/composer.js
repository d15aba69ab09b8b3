// The field in which one writes: Enter sends, Shift+Enter begins a new line, "/" offers the commands.

import { h, newId } from "./dom.js";
import { icon } from "./icons.js";
import { openEmojiPicker } from "./emoji_picker.js";
import { emojiCharacter } from "./emoji.js";
import { createSuggestionList, suggestionsFor } from "./suggest.js";

/** `send(text)` resolves to whether the text went out; if not, it stays in the field. */
export function createComposer({ workspace, label, allowCommands, send }) {
  const hint = h("p", { class: "command-hint", id: newId(), hidden: true });
  const textarea = h("textarea", { rows: 1, placeholder: label, "aria-label": label, "aria-describedby": hint.id });
  const suggestions = createSuggestionList(textarea, insert);
  const emoji = h("button", {
    type: "button", class: "tool", title: "Insert an emoji", "aria-label": "Insert an emoji",
    on: { click: () => openEmojiPicker(emoji, (name) => { textarea.focus(); textarea.setRangeText(emojiCharacter(name), textarea.selectionStart, textarea.selectionEnd, "end"); typed(); }) },
  }, icon("react"));
  const button = h("button", { type: "submit", class: "send", title: "Send", "aria-label": "Send" }, icon("send"));
  const form = h("form", { class: "composer" }, suggestions.list, hint, h("div", { class: "composer-box" }, textarea, emoji, button));

  function insert({ from, insert: text }) {
    textarea.setRangeText(text, from, textarea.selectionStart, "end");
    textarea.focus();
    typed();
  }

  function typed() {
    const before = textarea.value.slice(0, textarea.selectionStart);
    suggestions.show(suggestionsFor(before, workspace, allowCommands));
    showUsage();
    textarea.style.height = "auto";
    textarea.style.height = `${Math.min(textarea.scrollHeight, 220)}px`;
  }

  function showUsage() {
    const word = /^(\/\S+)\s/.exec(textarea.value)?.[1];
    const command = allowCommands && workspace.commands.find((each) => each.command === word);
    hint.hidden = !command;
    hint.textContent = command ? `${command.command} ${command.usage_hint ?? ""}` : "";
  }

  async function submit() {
    const text = textarea.value.trim();
    if (!text) return;
    textarea.value = "";
    typed();
    if (!(await send(text)) && textarea.value === "") {
      textarea.value = text;
      typed();
    }
  }

  textarea.addEventListener("input", typed);
  textarea.addEventListener("blur", () => suggestions.show([]));
  textarea.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (suggestions.takeKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });

  return { form, focus: () => textarea.focus({ preventScroll: true }) };
}
