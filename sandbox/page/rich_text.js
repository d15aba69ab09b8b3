// Draws rich_text blocks: what Slack's own editor and some apps send instead of mrkdwn.

import { fillDateTokens } from "./dates.js";
import { h, link } from "./dom.js";
import { drawBroadcast, drawChannel, drawEmoji, drawUser } from "./mrkdwn.js";

export function drawRichText(block, workspace) {
  return h("div", { class: "rich-text" }, (block.elements ?? []).map((part) => drawPart(part, workspace)));
}

function drawPart(part, workspace) {
  const inline = () => (part.elements ?? []).map((element) => drawElement(element, workspace));
  switch (part.type) {
    case "rich_text_section":
      return h("div", { class: "rich-line" }, inline());
    case "rich_text_quote":
      return h("blockquote", null, inline());
    case "rich_text_preformatted":
      return h("pre", null, h("code", null, inline()));
    case "rich_text_list": {
      const list = h(part.style === "ordered" ? "ol" : "ul", { start: part.offset ? part.offset + 1 : null },
        (part.elements ?? []).map((item) => h("li", null, drawPart(item, workspace))));
      if (part.indent) list.style.marginInlineStart = `${Math.min(part.indent, 8) * 1.4}em`;
      return list;
    }
    default:
      return null;
  }
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
      return drawEmoji(element.name) ?? `:${element.name}:`;
    case "user":
      return drawUser(element.user_id, workspace);
    case "channel":
      return drawChannel(element.channel_id, workspace);
    case "broadcast":
      return drawBroadcast(element.range);
    case "date":
      return fillDateTokens(workspace.me, element.timestamp, element.format ?? "") ?? element.fallback ?? "";
    case "color":
      return h("code", null, element.value);
    default:
      return element.text ?? "";
  }
}

function styled(node, style = {}) {
  const TAGS = { code: "code", strike: "s", italic: "em", bold: "strong", underline: "u" };
  return Object.entries(TAGS).reduce((inner, [name, tag]) => (style?.[name] ? h(tag, null, inner) : inner), node);
}
