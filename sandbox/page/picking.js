// Draws selects for many choices: what is chosen stands as chips, a field finds the rest by typing.

import { choicesFor, STATE_FIELD } from "./choices.js";
import { h, newId } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { icon } from "./icons.js";

const SHOWN_MOST = 100;
const ASKED_FROM = 3; // Slack asks the app from the third character on

const key = (stands) => JSON.stringify(stands?.value ?? stands);

/** A multi_ select or an external one; `view.suggest(element, text)` asks the app for its options. */
export function drawPickingField(element, state, view, attributes, changed) {
  const { id, "aria-label": label, "aria-labelledby": labelledBy, ...rest } = attributes;
  const field = STATE_FIELD[element.type];
  const isMany = field.endsWith("s");
  const isExternal = element.type.endsWith("external_select");
  const most = isMany ? element.max_selected_items ?? Infinity : 1;
  const named = { "aria-label": label, "aria-labelledby": labelledBy };
  const labels = new Map(choicesFor(element, view).map((choice) => [key(choice.stands), choice.label]));

  const list = h("div", { class: "picking-list", role: "listbox", id: newId(), ...named, "aria-multiselectable": String(isMany), hidden: true });
  const chips = h("ul", { class: "chips" });
  const hint = h("p", { class: "hint", role: "status" });
  const input = h("input", {
    ...rest, ...named, id, class: "field", type: "text", role: "combobox", autocomplete: "off", "aria-controls": list.id,
    "aria-expanded": "false", "aria-autocomplete": "list", autofocus: element.focus_on_load,
    placeholder: withEmoji(element.placeholder?.text ?? "Choose…"),
  });
  let shown = [];
  let at = -1;
  let asked = 0;

  const chosen = () => [state[field]].flat().filter((each) => each !== null && each !== undefined);
  const isChosen = (stands) => chosen().some((each) => key(each) === key(stands));

  function drawChips() {
    chips.replaceChildren(...chosen().map((stands) => {
      const name = withEmoji(labels.get(key(stands)) ?? stands.text?.text ?? String(stands));
      return h("li", { class: "chip" }, name, h("button", {
        type: "button", "aria-label": `Remove ${name}`, on: { click: () => { toggle(stands); input.focus(); } },
      }, icon("close")));
    }));
  }

  function drawList() {
    const isOpen = shown.length > 0;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    let group;
    list.replaceChildren(...shown.flatMap((choice, index) => {
      const heads = choice.group !== group && choice.group ? [h("p", { class: "picking-group", role: "presentation" }, withEmoji(choice.group))] : [];
      group = choice.group;
      return [...heads, h("div", {
        class: `picking-option ${index === at ? "active" : ""}`, role: "option", id: `${list.id}-${index}`, "aria-selected": String(isChosen(choice.stands)),
        on: { pointerdown: (event) => { event.preventDefault(); pick(choice); } },
      }, withEmoji(choice.label), choice.description && h("small", null, withEmoji(choice.description.text)))];
    }));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    if (isOpen) (list.querySelector(".active") ?? list).scrollIntoView({ block: "nearest" });
  }

  async function find() {
    const words = input.value.trim().toLowerCase();
    const turn = asked += 1;
    let found = choicesFor(element, view);
    if (isExternal) {
      if (words.length < (element.min_query_length ?? ASKED_FROM)) return show([], "Type to search.");
      const options = await view.suggest(element, input.value.trim());
      if (turn !== asked) return null; // an answer that is late
      found = choicesFor({ ...element, type: "static_select", ...options }, view);
    } else found = found.filter(({ label: each }) => each.toLowerCase().includes(words));
    for (const choice of found) labels.set(key(choice.stands), choice.label);
    return show(found.slice(0, SHOWN_MOST), found.length === 0 ? "Nothing found." : "");
  }

  function show(found, said = "") {
    shown = found;
    at = found.length > 0 ? 0 : -1;
    hint.textContent = said;
    drawList();
  }

  function close() {
    asked += 1;
    show([]);
  }

  function toggle(stands) {
    const without = chosen().filter((each) => key(each) !== key(stands));
    const isNew = without.length === chosen().length;
    if (isNew && isMany && without.length >= most) {
      hint.textContent = `You can choose ${most} at most.`;
      return;
    }
    if (isMany) state[field] = isNew ? [...without, stands] : without;
    else state[field] = isNew ? stands : null;
    drawChips();
    changed("chosen");
  }

  function pick(choice) {
    toggle(choice.stands);
    input.value = "";
    if (isMany && !isExternal) drawList();
    else close();
  }

  input.addEventListener("focus", () => { if (!isExternal) find(); });
  input.addEventListener("click", () => { if (shown.length === 0) find(); });
  input.addEventListener("input", find);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) at = (at + step + shown.length) % shown.length;
    else if (step) find();
    else if (event.key === "Enter" && at >= 0) pick(shown[at]);
    else if (event.key === "Escape" && shown.length > 0) {
      event.stopPropagation();
      close();
    } else if (event.key === "Backspace" && input.value === "" && chosen().length > 0) toggle(chosen().at(-1));
    else if (event.key !== "Enter") return;
    event.preventDefault();
    drawList();
  });

  drawChips();
  const control = h("div", { class: "picking" }, chips, input, list, hint);
  control.showState = drawChips;
  return control;
}
