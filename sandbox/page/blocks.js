// Draws Block Kit. A `view` says where the blocks stand and what they can do; see `createView`.

import { drawControl, initialState, isStateful } from "./controls.js";
import { choicesFor, STATE_FIELD } from "./choices.js";
import { anchorTo, h, newId, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { drawImage } from "./images.js";
import { drawMarkdown } from "./markdown.js";
import { drawText } from "./mrkdwn.js";
import { askToConfirm, openMenu } from "./popover.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";
import { drawVideo } from "./video.js";

const DRAWN = {
  section: drawSection,
  header: (block, view) => h("h3", { class: "block-header" }, drawText(block.text, view.workspace)),
  context: drawContext,
  divider: () => h("hr", { class: "block-divider" }),
  actions: (block, view) => h("div", { class: "block-actions" },
    (block.elements ?? []).map((element) => drawElement(element, block, view))),
  input: drawInput,
  image: (block, view) => drawImage(block, view.workspace, { opens: true }),
  rich_text: (block, view) => drawRichText(block, view.workspace),
  markdown: (block) => drawMarkdown(block.text),
  table: (block, view) => drawTable(block, view.workspace),
  video: (block, view) => drawVideo(block, view.workspace),
};

/**
 * A view to draw blocks in. `act(action)` hears of clicks and choices, `suggest(action)` asks the app
 * for options, `upload(file)` keeps a file; `states` holds what is chosen.
 */
export function createView({ workspace, channel = null, kept = {}, act, suggest = null, upload = null }) {
  return { workspace, channel, kept, act, suggest, upload, states: {} };
}

export function drawBlocks(blocks, view) {
  return h("div", { class: "blocks" }, (blocks ?? []).map((block) => {
    const draw = DRAWN[block.type];
    const drawn = draw ? draw(block, view) : unknown(`block of the kind “${block.type}”`);
    drawn.dataset.blockId = block.block_id ?? "";
    return drawn;
  }));
}

const unknown = (what) => h("p", { class: "hint unknown" }, `Here stands a ${what}, which the sandbox cannot draw.`);

function drawSection(block, view) {
  const text = block.text && h("div", { class: "section-text" }, drawText(block.text, view.workspace));
  const fields = block.fields && h("div", { class: "section-fields" },
    block.fields.map((field) => h("div", null, drawText(field, view.workspace))));
  return h("div", { class: "block-section" }, h("div", { class: "section-main" }, text, fields),
    block.accessory && h("div", { class: "section-accessory" }, drawElement(block.accessory, block, view)));
}

function drawContext(block, view) {
  return h("div", { class: "block-context" }, (block.elements ?? []).map((element) =>
    element.type === "image" ? drawImage(element, view.workspace) : h("span", null, drawText(element, view.workspace))));
}

function drawInput(block, view) {
  const { element } = block;
  if (!isStateful(element)) return unknown(`field of the kind “${element.type}”`);
  const [id, label, hint, error] = [newId(), newId(), newId(), newId()];
  const attributes = { id, "aria-labelledby": label, "aria-describedby": `${hint} ${error}`, "aria-required": String(!block.optional) };
  const heard = listenedTo(block);
  const control = drawStateful(element, block, view, attributes, (how) => heard.includes(how));
  return h("div", { class: "block-input" },
    h("label", { id: label, for: id }, drawText(block.label, view.workspace), block.optional && h("span", { class: "optional" }, " (optional)")),
    control,
    h("p", { id: hint, class: "hint" }, drawText(block.hint, view.workspace)),
    h("p", { id: error, class: "input-error", role: "alert" }));
}

/** The changes of an input that the app asked to hear of. */
function listenedTo(block) {
  if (!block.dispatch_action) return [];
  const asked = block.element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const names = { on_enter_pressed: "entered", on_character_entered: "typed" };
  return ["chosen", ...asked.map((name) => names[name])];
}

function drawElement(element, block, view) {
  if (element.type === "button") return drawButton(element, block, view);
  if (element.type === "overflow") return drawOverflow(element, block, view);
  if (element.type === "image") return drawImage(element, view.workspace);
  if (!isStateful(element)) return unknown(`element of the kind “${element.type}”`);
  const label = element.accessibility_label ?? element.placeholder?.text ?? element.type.replaceAll("_", " ");
  const entersOnly = STATE_FIELD[element.type] === "value";
  return drawStateful(element, block, view, { id: newId(), "aria-label": label },
    (how) => how === (entersOnly ? "entered" : "chosen"));
}

function drawStateful(element, block, view, attributes, isHeard) {
  const kept = view.kept[block.block_id]?.[element.action_id];
  const state = kept?.type === element.type ? structuredClone(kept) : initialState(element, view);
  (view.states[block.block_id] ??= {})[element.action_id] = state;
  const field = STATE_FIELD[element.type];
  let before = state[field];
  const asking = { ...view, suggest: (_, value) => view.suggest({ block_id: block.block_id, action_id: element.action_id, value }) };
  const control = drawControl(element, state, asking, attributes, async (how) => {
    if (!isHeard(how)) return;
    if (element.confirm && !(await askToConfirm(element.confirm, view.workspace))) {
      state[field] = before;
      control.showState?.();
      return;
    }
    before = state[field];
    tell(control, element, block, view, { [field]: state[field] });
  });
  control.dataset.actionId = element.action_id ?? "";
  return control;
}

async function tell(control, element, block, view, chosen) {
  control.setAttribute("aria-busy", "true");
  await view.act({ block_id: block.block_id, action_id: element.action_id, ...chosen });
  control.removeAttribute("aria-busy");
}

function drawButton(element, block, view) {
  const href = element.url && safeUrl(element.url);
  const press = async (event) => {
    if (element.confirm) {
      event.preventDefault();
      if (!(await askToConfirm(element.confirm, view.workspace))) return;
      if (href) h("a", anchorTo(href)).click();
    }
    await tell(button, element, block, view, element.value === undefined ? {} : { value: element.value });
  };
  const attributes = {
    class: `button ${["primary", "danger"].includes(element.style) ? element.style : ""}`,
    "aria-label": element.accessibility_label,
    data: { actionId: element.action_id ?? "", focus: `${block.block_id}/${element.action_id}` },
    on: { click: press },
  };
  const text = drawText(element.text, view.workspace);
  const button = href
    ? h("a", { ...attributes, ...anchorTo(href) }, text)
    : h("button", { ...attributes, type: "button" }, text);
  return button;
}

function drawOverflow(element, block, view) {
  const items = choicesFor(element, view).map((choice) => ({
    label: choice.label,
    description: choice.description?.text,
    href: choice.stands.url && safeUrl(choice.stands.url),
    choose: async () => {
      if (element.confirm && !(await askToConfirm(element.confirm, view.workspace))) return;
      await tell(button, element, block, view, { selected_option: choice.stands });
    },
  }));
  const label = element.accessibility_label ?? "More actions";
  const button = h("button", {
    class: "button overflow", type: "button", "aria-label": label, "aria-haspopup": "menu",
    data: { actionId: element.action_id ?? "", focus: `${block.block_id}/${element.action_id}` },
    on: { click: () => openMenu(button, items, label) },
  }, icon("more"));
  return button;
}
