// Says what is wrong with a modal's inputs before they are sent, as Slack's own clients do.

import { STATE_FIELD } from "./choices.js";

/** Faults by block id; empty when all is well. */
export function validate(view, states, form) {
  const faults = {};
  for (const block of view.blocks ?? []) {
    if (block.type !== "input") continue;
    const { element } = block;
    const state = states[block.block_id]?.[element.action_id];
    if (!state) continue;
    const control = form.querySelector(
      `[data-block-id="${CSS.escape(block.block_id)}"] [data-action-id="${CSS.escape(element.action_id)}"]`);
    const fault = faultOf(element, state[STATE_FIELD[element.type]], block.optional, control);
    if (fault) faults[block.block_id] = fault;
  }
  return faults;
}

function faultOf(element, value, optional, control) {
  if (control?.validity?.badInput) return "Please enter a number.";
  const empty = value === null || value.length === 0 || (typeof value === "string" && value.trim() === "");
  if (empty) return optional ? null : "Please fill this in.";
  if (element.min_length && value.length < element.min_length) return `Please write at least ${element.min_length} characters.`;
  if (element.max_length && value.length > element.max_length) return `Please write at most ${element.max_length} characters.`;
  if (element.type === "url_text_input" && !URL.canParse(value)) return "Please enter a full address, such as https://example.org/.";
  if (element.type === "email_text_input" && control?.validity?.typeMismatch) return "Please enter an e-mail address.";
  if (element.max_selected_items && value.length > element.max_selected_items) return `Please choose at most ${element.max_selected_items}.`;
  if (element.type === "number_input") return numberFault(element, Number(value));
  return null;
}

function numberFault(element, number) {
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return "Please enter a whole number.";
  if (element.min_value !== undefined && number < Number(element.min_value)) return `Please enter ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `Please enter ${element.max_value} or less.`;
  return null;
}
