// Draws rich_text blocks: what Slack's own editor and some apps send instead of mrkdwn.

import { fillDateTokens, fullMoment } from "./dates.js";
import { h, link } from "./dom.js";
import { drawBroadcast, drawChannel, drawEmoji, drawUser } from "./mrkdwn.js";

const MARKERS = { bullet: ["disc", "circle", "square"], ordered: ["decimal", "lower-alpha", "lower-roman"] };

export function drawRichText(block, workspace) {
  const nodes = [];
  let lists = []; // the lists that are open, the innermost last
  for (const part of block.elements ?? []) {
    if (part.type === "rich_text_list") lists = addList(nodes, lists, part, workspace);
    else {
      lists = [];
      nodes.push(drawPart(part, workspace));
    }
  }
  return h("div", { class: "rich-text" }, nodes);
}

function drawPart(part, workspace) {
  const inline = (part.elements ?? []).map((element) => drawElement(element, workspace));
  switch (part.type) {
    case "rich_text_section":
      return h("div", { class: "rich-line" }, inline);
    case "rich_text_quote":
      return h("blockquote", null, inline);
    case "rich_text_preformatted":
      return bordered(h("pre", null, h("code", { data: { language: part.language } }, inline)), part);
    default:
      return null;
  }
}

function bordered(node, { border }) {
  return border ? h("div", { class: "bordered" }, node) : node;
}

/** Slack sends each stretch of one indent as a list of its own; together they nest, and numbers go on. */
function addList(nodes, open, part, workspace) {
  const indent = part.indent ?? 0;
  const outer = open.filter((list) => list.indent <= indent);
  const items = (part.elements ?? []).map((item) => h("li", null, drawPart(item, workspace)));
  const same = outer.at(-1);
  if (same?.indent === indent && same.style === part.style) {
    if (part.offset) items[0]?.setAttribute("value", part.offset + 1);
    same.element.append(...items);
    return outer;
  }
  const parents = outer.filter((list) => list.indent < indent);
  const parent = parents.at(-1);
  const element = h(part.style === "ordered" ? "ol" : "ul", { start: part.offset ? part.offset + 1 : null }, items);
  element.style.listStyleType = MARKERS[part.style]?.[indent % 3] ?? "disc";
  const missing = indent - (parent?.indent ?? -1) - 1;
  if (missing > 0) element.style.marginInlineStart = `${missing * 1.4}em`;
  const place = parent?.element.lastElementChild;
  if (place) place.append(bordered(element, part));
  else nodes.push(bordered(element, part));
  return [...parents, { indent, style: part.style, element }];
}

function drawElement(element, workspace) {
  return styled(drawBareElement(element, workspace), element.style);
}

function drawBareElement(element, workspace) {
  switch (element.type) {
    case "text":
      return document.createTextNode(element.text ?? "");
    case "link":
      return link(element.url, element.text || element.url);
    case "emoji":
      return drawRichEmoji(element);
    case "user":
      return drawUser(element.user_id, workspace);
    case "usergroup":
      return drawBroadcast(`subteam^${element.usergroup_id}`, `@${element.usergroup_id}`);
    case "channel":
      return drawChannel(element.channel_id, workspace);
    case "broadcast":
      return drawBroadcast(element.range);
    case "date":
      return drawDate(element, workspace);
    case "color":
      return drawColor(element.value);
    default:
      return document.createTextNode(element.text ?? "");
  }
}

function drawRichEmoji({ name, unicode, skin_tone: tone }) {
  const known = drawEmoji(tone > 1 ? `${name}::skin-tone-${tone}` : name);
  if (known) return known;
  const points = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i.test(unicode ?? "") ? unicode.split("-").map((point) => parseInt(point, 16)) : [];
  return document.createTextNode(points.length > 0 ? String.fromCodePoint(...points) : `:${name}:`);
}

function drawDate({ timestamp, format, url, fallback, timezone }, workspace) {
  const me = timezone ? { ...workspace.me, tz: timezone } : workspace.me;
  const filled = fillDateTokens(me, timestamp, format ?? "");
  if (!filled) return document.createTextNode(fallback ?? "");
  const time = h("time", { title: fullMoment(me, timestamp) }, filled);
  return url ? link(url, time) : time;
}

function drawColor(value) {
  const swatch = h("span", { class: "swatch", "aria-hidden": "true" });
  if (CSS.supports("color", value)) swatch.style.background = value;
  return h("span", { class: "color" }, swatch, value);
}

function styled(node, style) {
  const TAGS = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u", highlight: "mark", client_highlight: "mark" };
  return Object.entries(TAGS).reduce((inner, [name, tag]) => (style?.[name] ? h(tag, null, inner) : inner), node);
}
