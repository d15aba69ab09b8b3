// Opens a picture big; Escape or a click beside it closes it.

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** Shows the picture at `src`; `description` is its alternative text, `download` the address to keep it from. */
export function openViewer({ src, description, download = null }) {
  const dialog = h("dialog", { class: "viewer", "aria-label": description || "Image" },
    h("header", null, h("p", null, description),
      download && h("a", { class: "button", href: download, download: "" }, "Download"),
      h("button", { class: "tool", type: "button", "aria-label": "Close", autofocus: true, on: { click: () => dialog.close() } }, icon("close"))),
    h("img", { src, alt: description }));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") event.stopPropagation(); // closes this, and nothing under it
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
