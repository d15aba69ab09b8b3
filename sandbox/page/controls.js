// Draws what one can type in or choose from. Each control keeps its value in a state object of the
// shape that Slack puts into `state.values`.

import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { drawFileInput } from "./file_input.js";
import { drawText } from "./mrkdwn.js";
import { drawPickingField } from "./picking.js";
import { choicesFor, STATE_FIELD } from "./choices.js";

const TEXT_INPUTS = {
  plain_text_input: "text",
  url_text_input: "url",
  email_text_input: "email",
  number_input: "number",
};
const PICKERS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

export const isStateful = (element) => element.type in STATE_FIELD && element.type !== "overflow";

/** The state that an element begins with. */
export function initialState(element, view) {
  const field = STATE_FIELD[element.type];
  const many = field.endsWith("s");
  let value = element[field === "value" ? "initial_value" : field.replace("selected", "initial")];
  if (element.type === "datetimepicker") value = element.initial_date_time;
  if (element.type === "rich_text_input") value = element.initial_value;
  if (value === undefined && element.default_to_current_conversation && view.channel) {
    value = many ? [view.channel] : view.channel;
  }
  return { type: element.type, [field]: value ?? (many ? [] : null) };
}

/**
 * Draws an element. `changed(how)` is called after each change of the state, with "typed", "entered"
 * or "chosen"; `attributes` tie it to its label and hint.
 */
export function drawControl(element, state, view, attributes, changed) {
  if (element.type in TEXT_INPUTS) return drawTextInput(element, state, attributes, changed);
  if (element.type === "rich_text_input") return drawRichTextInput(element, state, attributes, changed);
  if (element.type in PICKERS) return drawPicker(element, state, attributes, changed);
  if (element.type === "radio_buttons") return drawChecks("radio", element, state, view, attributes, changed);
  if (element.type === "checkboxes") return drawChecks("checkbox", element, state, view, attributes, changed);
  if (element.type === "file_input") return drawFileInput(element, state, view, attributes, changed);
  if (element.type.startsWith("multi_") || element.type === "external_select") return drawPickingField(element, state, view, attributes, changed);
  return drawSelect(element, state, view, attributes, changed);
}

function drawTextInput(element, state, attributes, changed) {
  const input = h(element.multiline ? "textarea" : "input", {
    ...attributes,
    class: "field",
    type: element.multiline ? null : TEXT_INPUTS[element.type],
    placeholder: element.placeholder && withEmoji(element.placeholder.text),
    maxlength: element.max_length,
    minlength: element.min_length,
    min: element.min_value,
    max: element.max_value,
    step: element.type === "number_input" && (element.is_decimal_allowed ? "any" : 1),
    rows: element.multiline ? 4 : null,
    autocomplete: "off",
    autofocus: element.focus_on_load,
    value: state.value ?? "",
  });
  input.addEventListener("input", () => {
    state.value = input.value === "" ? null : input.value;
    changed("typed");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !element.multiline) changed("entered");
  });
  return input;
}

const textOf = (part) => part?.text ?? (part?.elements ?? []).map(textOf).join(part?.type === "rich_text" ? "\n" : "");

/** Takes plain text, and keeps it as rich text of one section. */
function drawRichTextInput(element, state, attributes, changed) {
  const input = h("textarea", {
    ...attributes, class: "field", rows: 4, autofocus: element.focus_on_load,
    placeholder: element.placeholder && withEmoji(element.placeholder.text), value: textOf(state.rich_text_value),
  });
  input.addEventListener("input", () => {
    const section = { type: "rich_text_section", elements: [{ type: "text", text: input.value }] };
    state.rich_text_value = input.value === "" ? null : { type: "rich_text", elements: [section] };
    changed("typed");
  });
  return input;
}

function drawPicker(element, state, attributes, changed) {
  const field = STATE_FIELD[element.type];
  const input = h("input", {
    ...attributes,
    class: "field picker",
    type: PICKERS[element.type],
    autofocus: element.focus_on_load,
    value: element.type === "datetimepicker" ? localMoment(state[field]) : state[field] ?? "",
  });
  input.addEventListener("change", () => {
    state[field] = readPicker(input, element.type);
    changed("chosen");
  });
  return input;
}

function readPicker(input, type) {
  if (input.value === "") return null;
  return type === "datetimepicker" ? Math.floor(new Date(input.value).getTime() / 1000) : input.value;
}

function localMoment(seconds) {
  if (!seconds) return "";
  const moment = new Date(seconds * 1000);
  return new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

const key = (choice) => JSON.stringify(choice?.value ?? choice);

function drawSelect(element, state, view, attributes, changed) {
  const field = STATE_FIELD[element.type];
  const choices = choicesFor(element, view);
  const drawOption = (choice) => h("option", {
    value: String(choices.indexOf(choice)),
    selected: state[field] !== null && key(choice.stands) === key(state[field]),
  }, withEmoji(choice.label));
  const groups = Map.groupBy ? Map.groupBy(choices, (choice) => choice.group) : new Map([[undefined, choices]]);
  const drawn = [...groups].map(([group, inside]) =>
    group === undefined ? inside.map(drawOption) : h("optgroup", { label: withEmoji(group) }, inside.map(drawOption)));
  const select = h("select", { ...attributes, class: "field", autofocus: element.focus_on_load },
    h("option", { value: "", selected: state[field] === null }, withEmoji(element.placeholder?.text ?? "Choose…")), drawn);
  select.addEventListener("change", () => {
    state[field] = select.value === "" ? null : choices[Number(select.value)].stands;
    changed("chosen");
  });
  select.showState = () => {
    const at = choices.findIndex((choice) => state[field] !== null && key(choice.stands) === key(state[field]));
    select.value = at < 0 ? "" : String(at);
  };
  return select;
}

function drawChecks(type, element, state, view, attributes, changed) {
  const { id, ...rest } = attributes;
  const field = STATE_FIELD[element.type];
  const isChosen = (choice) => [state[field]].flat().some((chosen) => key(chosen) === key(choice.stands));
  const choices = choicesFor(element, view);
  const boxes = choices.map((choice, index) => h("input", {
    type, name: `${id}-choices`, id: index === 0 ? id : null, checked: isChosen(choice), autofocus: index === 0 && element.focus_on_load,
    on: {
      change: () => {
        const chosen = choices.filter((_, at) => boxes[at].checked).map((each) => each.stands);
        state[field] = type === "radio" ? chosen[0] ?? null : chosen;
        changed("chosen");
      },
    },
  }));
  const rows = choices.map((choice, index) => h("label", { class: "check" }, boxes[index],
    h("span", null, choice.text ? drawText(choice.text, view.workspace) : withEmoji(choice.label),
      choice.description && h("small", null, drawText(choice.description, view.workspace)))));
  const group = h("div", { ...rest, class: "checks", role: type === "radio" ? "radiogroup" : "group" }, rows);
  group.showState = () => choices.forEach((choice, index) => { boxes[index].checked = isChosen(choice); });
  return group;
}
