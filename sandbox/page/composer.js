// The field in which one writes: Enter sends, Shift+Enter begins a new line, "/" offers the commands.

import { h, newId } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { FORMATS, formatOfKey, toggleFormat } from "./formatting.js";
import { icon } from "./icons.js";
import { openEmojiPicker } from "./emoji_picker.js";
import { suggestionsFor } from "./suggest.js";
import { createSuggestionList } from "./suggestion_list.js";
import { readCommand } from "./usage.js";

const TALLEST = 220;

// What is under way when the page is left seems to fail there, and arrives all the same (see api.js).
let isLeft = false;
window.addEventListener("pagehide", () => { isLeft = true; });
window.addEventListener("pageshow", () => { isLeft = false; });

/**
 * `send(text)` and `change(ts, text)` resolve to whether it worked; if not, the text stays in the
 * field. `lastOwn()` gives {ts, text} of what one said last, for Arrow up to edit.
 */
export function createComposer({ workspace, label, allowCommands, draft, send, change, lastOwn }) {
  const hint = h("p", { class: "command-hint", id: newId(), hidden: true });
  const textarea = h("textarea", { rows: 1, placeholder: label, "aria-label": label, "aria-describedby": hint.id });
  const suggestions = createSuggestionList(textarea, insert);
  const cancel = h("button", { type: "button", class: "link-button", on: { click: () => stopEditing() } }, "Cancel");
  const notice = h("p", { class: "editing-notice", hidden: true, role: "status" });
  const button = h("button", { type: "submit", class: "send", "aria-label": "Send", data: { tip: "Send  ·  Enter" } }, icon("send"));
  const form = h("form", { class: "composer" }, suggestions.list, suggestions.count, hint, notice,
    h("div", { class: "composer-box" }, textarea, h("div", { class: "composer-tools" }, drawFormats(), drawEmojiButton(), button)));
  let editing = null; // the ts of the message that is being edited

  function drawFormats() {
    return h("div", { class: "formats", role: "group", "aria-label": "Formatting" }, FORMATS.map((format) => h("button", {
      type: "button", class: "tool", "aria-label": format.name, data: { tip: `${format.name}  ·  ${format.keys}` },
      on: { click: () => toggleFormat(textarea, format) },
    }, icon(format.sign))));
  }

  function drawEmojiButton() {
    const emoji = h("button", {
      type: "button", class: "tool", "aria-label": "Insert an emoji", "aria-haspopup": "dialog", data: { tip: "Emoji" },
      on: { click: () => openEmojiPicker(emoji, (name) => insert({ from: textarea.selectionStart, insert: emojiCharacter(name) })) },
    }, icon("react"));
    return emoji;
  }

  function insert({ from, insert: text }) {
    textarea.setRangeText(text, from, textarea.selectionStart, "end");
    textarea.focus();
    typed();
  }

  function fill(text) {
    textarea.value = text;
    typed({ suggest: false });
  }

  function typed({ suggest = true } = {}) {
    const before = textarea.value.slice(0, textarea.selectionStart);
    const mayBeCommand = allowCommands && !editing;
    suggestions.show(suggest ? suggestionsFor(before, workspace, mayBeCommand) : { items: [], eager: false });
    showUsage(mayBeCommand && readCommand(before, workspace.commands));
    if (!editing) draft.keep(textarea.value);
    grow();
  }

  function grow() {
    textarea.style.height = "auto";
    if (textarea.scrollHeight > 0) textarea.style.height = `${Math.min(textarea.scrollHeight, TALLEST)}px`;
  }

  /** Shows the arguments of what is written, with the present one marked. */
  function showUsage(written) {
    const { command, subcommand, at } = written || {};
    hint.hidden = !command || (!subcommand && !suggestions.list.hidden); // the list tells it all by itself
    if (!command) return;
    hint.replaceChildren(h("strong", null, command.command), " ", ...(subcommand
      ? [h("strong", null, subcommand.name), ...subcommand.arguments.flatMap(({ text }, index) => [" ", index === at ? h("mark", null, text) : text])]
      : [command.usage_hint ?? ""]));
  }

  function edit({ ts, text }) {
    editing = ts;
    fill(text);
    notice.replaceChildren("Editing your message: Enter saves, Escape keeps it as it was. ", cancel);
    notice.hidden = false;
    textarea.focus();
    textarea.setSelectionRange(text.length, text.length);
  }

  function stopEditing() {
    editing = null;
    notice.hidden = true;
    fill(draft.read());
    textarea.focus();
  }

  async function submit() {
    const text = textarea.value.trim();
    if (!text) return;
    if (editing) {
      if (await change(editing, text)) stopEditing();
      return;
    }
    fill("");
    const isSent = await send(text);
    if (!isSent && !isLeft && textarea.value === "") fill(text);
  }

  function takeKey(event) {
    const format = formatOfKey(event);
    if (suggestions.takeKey(event)) return true;
    if (format) toggleFormat(textarea, format);
    else if (event.key === "Enter" && !event.shiftKey) submit();
    else if (event.key === "Escape" && editing) stopEditing();
    else if (event.key === "ArrowUp" && textarea.value === "" && lastOwn()) edit(lastOwn());
    else return false;
    return true;
  }

  textarea.addEventListener("input", () => typed());
  textarea.addEventListener("blur", () => suggestions.show({ items: [], eager: false }));
  textarea.addEventListener("keydown", (event) => {
    if (event.isComposing || !takeKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  textarea.value = draft.read();
  new ResizeObserver(grow).observe(form); // also when it comes onto the page with a draft

  return { form, edit, focus: () => textarea.focus({ preventScroll: true }) };
}
