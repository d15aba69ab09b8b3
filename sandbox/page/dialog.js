// A window over the page with a title and a button that closes it.

import { h, newId } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { icon } from "./icons.js";

/** Opens it; what comes back closes it. The focus begins at `[autofocus]`, and returns at the end. */
export function openDialog(title, content, { className = "" } = {}) {
  const id = newId();
  const back = rememberFocus();
  const dialog = h("dialog", { class: `dialog ${className}`, "aria-labelledby": id, on: { click: closeFromOutside } },
    h("header", null, h("h2", { id }, title),
      h("button", { type: "button", class: "tool", "aria-label": "Close", on: { click: () => dialog.close() } }, icon("close"))),
    content);

  function closeFromOutside(event) {
    if (event.target === dialog) dialog.close();
  }

  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { close: () => dialog.close() };
}
