// Draws table blocks: the first row heads the columns, wide tables scroll.

import { h } from "./dom.js";
import { drawRichText } from "./rich_text.js";

export function drawTable(block, workspace) {
  const settings = block.column_settings ?? [];
  const drawCell = (cell, column, tag) => {
    const { align = "left", is_wrapped: isWrapped = false } = settings[column] ?? {};
    const inside = cell.type === "rich_text" ? drawRichText(cell, workspace) : cell.text ?? String(cell.value ?? "");
    const drawn = h(tag, { scope: tag === "th" ? "col" : null, class: isWrapped ? "wrapped" : "" }, inside);
    drawn.style.textAlign = align === "right" ? "end" : align === "center" ? "center" : "start";
    return drawn;
  };
  const drawRow = (row, tag) => h("tr", null, row.map((cell, column) => drawCell(cell, column, tag)));
  const [head, ...body] = block.rows ?? [[]];
  return h("div", { class: "block-table", role: "region", "aria-label": "Table", tabindex: 0 },
    h("table", null, h("thead", null, drawRow(head, "th")), h("tbody", null, body.map((row) => drawRow(row, "td")))));
}
