// Draws the field for files in a modal: chosen ones go to the sandbox at once, their names stand below.

import { h } from "./dom.js";
import { sayBytes } from "./files.js";
import { icon } from "./icons.js";

const MOST = 10;
export const LARGEST = 10_000_000; // what Slack takes in a modal

/** `view.upload(file)` resolves to Slack's object for the file, or null. */
export function drawFileInput(element, state, view, attributes, changed) {
  const most = element.max_files ?? MOST;
  const types = element.filetypes ?? [];
  const chosen = h("ul", { class: "chips" });
  const hint = h("p", { class: "hint", role: "status" });
  const input = h("input", {
    ...attributes, type: "file", class: "field", multiple: most > 1, accept: types.map((type) => `.${type}`).join(",") || null,
  });

  function drawChosen() {
    chosen.replaceChildren(...state.files.map((file) => h("li", { class: "chip" }, `${file.name} · ${sayBytes(file.size)}`, h("button", {
      type: "button", "aria-label": `Remove ${file.name}`, on: { click: () => take(state.files.filter((each) => each.id !== file.id)) },
    }, icon("close")))));
  }

  function take(files) {
    state.files = files;
    drawChosen();
    changed("chosen");
  }

  const whyNot = ({ name, size }) => {
    if (types.length > 0 && !types.includes(name.split(".").at(-1).toLowerCase())) return `${name} is not of a type that fits here: ${types.join(", ")}.`;
    return size > LARGEST ? `${name} is larger than ${sayBytes(LARGEST)}.` : null;
  };

  input.addEventListener("change", async () => {
    const files = [...input.files];
    input.value = "";
    hint.textContent = "";
    for (const file of files) {
      const refused = state.files.length >= most ? `You can add ${most} at most.` : whyNot(file);
      if (refused) hint.textContent = refused;
      else {
        const kept = await view.upload(file);
        if (kept) take([...state.files, kept]);
      }
    }
  });

  drawChosen();
  const control = h("div", { class: "picking" }, chosen, input, hint);
  control.showState = drawChosen;
  return control;
}
