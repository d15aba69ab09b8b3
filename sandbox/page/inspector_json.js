// Draws data as JSON that folds: what is inside is made when it is opened.

import { h } from "./dom.js";

const SHORT = 400;

/** The data, as a list of folds; `name` stands before it. */
export function drawJson(value, name = "") {
  return h("div", { class: "json" }, drawValue(name, value, true));
}

function drawValue(name, value, open = false) {
  const key = name !== "" && h("span", { class: "json-key" }, `${name}: `);
  const inside = structureIn(value);
  if (!inside) return h("div", { class: "json-line" }, key, h("span", { class: `json-${kindOf(value)}` }, JSON.stringify(value)));
  const entries = Object.entries(inside);
  const [left, right] = Array.isArray(inside) ? "[]" : "{}";
  if (entries.length === 0) return h("div", { class: "json-line" }, key, `${left}${right}`);
  const text = JSON.stringify(inside);
  const fold = h("details", null,
    h("summary", null, key, left, h("span", { class: "json-hint" }, `${preview(text)}${right}`)));
  const fill = () => {
    if (fold.open && fold.childElementCount === 1) fold.append(h("div", { class: "json-inside" }, entries.map(([each, content]) => drawValue(each, content))));
  };
  fold.addEventListener("toggle", fill);
  fold.open = open || text.length < SHORT;
  fill();
  return fold;
}

/** The object or list that this is, or that this text holds as JSON (as forms do); else null. */
function structureIn(value) {
  if (typeof value === "string" && /^\s*[{[]/.test(value)) {
    try {
      return structureIn(JSON.parse(value));
    } catch {
      return null;
    }
  }
  return value !== null && typeof value === "object" ? value : null;
}

function kindOf(value) {
  return value === null ? "null" : typeof value;
}

function preview(text) {
  const inside = text.slice(1, -1);
  return inside.length > 40 ? `${inside.slice(0, 39)}…` : inside;
}
