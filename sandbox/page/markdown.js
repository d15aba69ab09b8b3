// Draws markdown blocks: headings, lists, quotes, code and tables, as far as apps use them.

import { h, link } from "./dom.js";
import { drawEmoji } from "./mrkdwn.js";

const FENCE = /^```/;
const HEADING = /^(#{1,6})\s+(.*)$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})\s*$/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;
const TABLE_LINE = /^\s*\|.*\|\s*$/;

export function drawMarkdown(text) {
  const lines = String(text ?? "").split("\n");
  const nodes = [];
  while (lines.length > 0) {
    const node = takeBlock(lines);
    if (node) nodes.push(node);
  }
  return h("div", { class: "markdown" }, nodes);
}

function takeBlock(lines) {
  const line = lines[0];
  const heading = HEADING.exec(line);
  if (line.trim() === "" || RULE.test(line) || heading) {
    lines.shift();
    if (heading) return h(`h${Math.min(heading[1].length + 2, 6)}`, null, drawInline(heading[2]));
    return line.trim() ? h("hr") : null;
  }
  if (FENCE.test(line)) {
    lines.shift();
    const code = takeWhile(lines, (each) => !FENCE.test(each));
    lines.shift();
    return h("pre", null, h("code", null, code.join("\n")));
  }
  if (QUOTE.test(line)) {
    const quoted = takeWhile(lines, (each) => QUOTE.test(each)).map((each) => QUOTE.exec(each)[1]);
    return h("blockquote", null, withBreaks(quoted));
  }
  if (TABLE_LINE.test(line)) return drawTable(takeWhile(lines, (each) => TABLE_LINE.test(each)));
  if (ITEM.test(line)) return drawList(takeWhile(lines, (each) => ITEM.test(each)));
  const isParagraph = (each, index) => index === 0 ||
    (each.trim() && ![FENCE, HEADING, RULE, ITEM, QUOTE, TABLE_LINE].some((kind) => kind.test(each)));
  return h("p", null, withBreaks(takeWhile(lines, isParagraph)));
}

function takeWhile(lines, wanted) {
  const end = lines.findIndex((line, index) => !wanted(line, index));
  return lines.splice(0, end < 0 ? lines.length : end);
}

const withBreaks = (lines) =>
  lines.flatMap((line, index) => [index > 0 ? h("br") : null, ...drawInline(line)]);

function drawList(lines) {
  const items = lines.map((line) => ITEM.exec(line));
  const drawn = items.map(([, , text]) => {
    const task = /^\[([ xX])\]\s+(.*)$/.exec(text);
    if (!task) return h("li", null, drawInline(text));
    return h("li", { class: "task" }, task[1] === " " ? "☐ " : "☑ ", drawInline(task[2]));
  });
  const [, first] = items[0];
  return first ? h("ol", { start: first }, drawn) : h("ul", null, drawn);
}

function drawTable(lines) {
  const rows = lines.map((line) => line.trim().slice(1, -1).split("|").map((cell) => cell.trim()));
  const isRule = (row) => row.every((cell) => /^:?-+:?$/.test(cell));
  const drawRow = (row, tag) => h("tr", null, row.map((cell) => h(tag, null, drawInline(cell))));
  const hasHead = rows.length > 1 && isRule(rows[1]);
  const body = hasHead ? rows.slice(2) : rows;
  return h("table", null, hasHead && h("thead", null, drawRow(rows[0], "th")),
    h("tbody", null, body.map((row) => drawRow(row, "td"))));
}

const SPANS = [
  [/`([^`]+)`/, ([, code]) => h("code", null, code)],
  [/!?\[([^\]]*)\]\(([^)\s]+)(?:\s+"[^"]*")?\)/, ([, text, url]) => link(url, ...drawInline(text || url))],
  [/<(https?:\/\/[^\s>]+)>/, ([, url]) => link(url, url)],
  [/\*\*(?=\S)([^\n]*?\S)\*\*|__(?=\S)([^\n]*?\S)__/, ([, a, b]) => h("strong", null, drawInline(a ?? b))],
  [/~~(?=\S)([^\n]*?\S)~~/, ([, text]) => h("s", null, drawInline(text))],
  [/\*(?=\S)([^*\n]*[^*\s])\*|(?<!\w)_(?=\S)([^_\n]*[^_\s])_(?!\w)/, ([, a, b]) => h("em", null, drawInline(a ?? b))],
  [/https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]*_~]/, ([url]) => link(url, url)],
  [/:([a-z0-9_+'-]+):/, ([whole, name]) => drawEmoji(name) ?? whole],
];

function drawInline(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const found = SPANS.map(([pattern, draw]) => ({ match: pattern.exec(rest), draw }))
      .filter(({ match }) => match)
      .reduce((a, b) => (a && a.match.index <= b.match.index ? a : b), null);
    if (!found) break;
    const { match, draw } = found;
    nodes.push(rest.slice(0, match.index), draw(match));
    rest = rest.slice(match.index + match[0].length);
  }
  return [...nodes, rest];
}
