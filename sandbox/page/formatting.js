// Puts mrkdwn's marks around what is selected in a field, by button or by key.

export const FORMATS = [
  { mark: "*", name: "Bold", sign: "bold", keys: "Ctrl+B", key: "b" },
  { mark: "_", name: "Italic", sign: "italic", keys: "Ctrl+I", key: "i" },
  { mark: "~", name: "Strikethrough", sign: "strike", keys: "Ctrl+Shift+X", key: "x", shift: true },
  { mark: "`", name: "Code", sign: "code", keys: "Ctrl+Shift+C", key: "c", shift: true },
];

export function formatOfKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  return FORMATS.find(({ key, shift = false }) => key === event.key.toLowerCase() && shift === event.shiftKey) ?? null;
}

/** Marks the selection, or takes the marks away when it has them. */
export function toggleFormat(textarea, { mark }) {
  const { value, selectionStart: start, selectionEnd: end } = textarea;
  const isMarked = start > 0 && value[start - 1] === mark && value[end] === mark;
  const inner = value.slice(start, end);
  if (isMarked) {
    textarea.setRangeText(inner, start - 1, end + 1, "select");
  } else {
    textarea.setRangeText(mark + inner + mark, start, end, "select");
    textarea.setSelectionRange(start + 1, end + 1);
  }
  textarea.focus();
  textarea.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
