// Draws Slack's mrkdwn as DOM nodes: formats, links, mentions, dates and emoji.

import { fillDateTokens, fullMoment } from "./dates.js";
import { h, link } from "./dom.js";
import { emojiCharacter } from "./emoji.js";

const FORMATS = { "*": "strong", _: "em", "~": "s" };
const EMOJI = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/y;
const BARE_URL = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]*_~]/g;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

export function unescapeText(text) {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);
}

/** Nodes for a text of mrkdwn; `workspace` knows the names. Bare addresses become links unless `verbatim`. */
export function drawMrkdwn(text, workspace, { verbatim = false } = {}) {
  return drawParts(text, { workspace, verbatim });
}

function drawParts(text, how) {
  const nodes = [];
  String(text ?? "").split(/```/).forEach((part, index, parts) => {
    const closed = index < parts.length - 1;
    if (index % 2 === 1 && closed) {
      nodes.push(h("pre", null, h("code", null, drawPlainCode(part.replace(/^\n|\n$/g, ""), how.workspace))));
    } else if (part || index % 2 === 1) {
      nodes.push(...drawLines(index % 2 === 1 ? `\`\`\`${part}` : part, how, index > 0, closed));
    }
  });
  return nodes;
}

const QUOTE = /^(?:>|&gt;) ?/;
const QUOTE_TO_THE_END = /^(?:>|&gt;){3} ?/;

function drawLines(text, how, afterPre, beforePre) {
  const lines = text.split("\n");
  if (afterPre && lines[0] === "") lines.shift(); // a block breaks the line by itself
  if (beforePre && lines.at(-1) === "") lines.pop();
  const groups = [];
  lines.forEach((line, index) => {
    if (groups.at(-1)?.toTheEnd) groups.at(-1).lines.push(line);
    else if (QUOTE_TO_THE_END.test(line)) groups.push({ quote: true, toTheEnd: true, lines: [line.replace(QUOTE_TO_THE_END, "")] });
    else {
      const quote = QUOTE.test(line);
      const said = line.replace(QUOTE, "");
      if (index > 0 && groups.at(-1).quote === quote) groups.at(-1).lines.push(said);
      else groups.push({ quote, lines: [said] });
    }
  });
  return groups.flatMap((group) => {
    const drawn = withBreaks(group.lines, how);
    return group.quote ? [h("blockquote", null, drawn)] : drawn;
  });
}

function withBreaks(lines, how) {
  return lines.flatMap((line, index) => [
    ...(index > 0 ? [h("br")] : []),
    ...drawInline(line, how),
  ]);
}

/** Nodes for one line. */
function drawInline(line, how) {
  const nodes = [];
  const unclosed = new Set();
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(...(how.verbatim ? [unescapeText(plain)] : drawBare(plain)));
    plain = "";
  };
  let at = 0;
  while (at < line.length) {
    const found = readSpan(line, at, how, unclosed);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += line[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function readSpan(line, at, how, unclosed) {
  const character = line[at];
  if (character === "`") {
    const end = line.indexOf("`", at + 1);
    if (end <= at + 1) return null;
    return { node: h("code", null, drawPlainCode(line.slice(at + 1, end), how.workspace)), end: end + 1 };
  }
  if (character === "<") {
    const end = line.indexOf(">", at);
    const node = end > at + 1 && drawAngled(line.slice(at + 1, end), how.workspace);
    return node ? { node, end: end + 1 } : null;
  }
  if (character === ":") {
    EMOJI.lastIndex = at;
    const match = EMOJI.exec(line);
    const node = match && drawEmoji(match[1]);
    return node ? { node, end: EMOJI.lastIndex } : null;
  }
  if (character in FORMATS && !unclosed.has(character) && opens(line, at)) {
    const end = findClosing(line, at);
    if (end < 0) {
      unclosed.add(character);
      return null;
    }
    const inner = drawInline(line.slice(at + 1, end), how);
    return { node: h(FORMATS[character], null, inner), end: end + 1 };
  }
  return null;
}

const isWord = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
const isSpace = (character) => character === undefined || /\s/.test(character);

// A marker formats only where a word begins and ends, and never beside another of its kind.
const opens = (line, at) =>
  !isWord(line[at - 1]) && line[at - 1] !== line[at] && !isSpace(line[at + 1]) && line[at + 1] !== line[at];
const closes = (line, at) =>
  !isSpace(line[at - 1]) && line[at - 1] !== line[at] && !isWord(line[at + 1]) && line[at + 1] !== line[at];

function findClosing(line, start) {
  const marker = line[start];
  for (let at = start + 1; at < line.length; at += 1) {
    if (line[at] === "<" || line[at] === "`") {
      const end = line.indexOf(line[at] === "<" ? ">" : "`", at + 1);
      if (end > 0) at = end;
    } else if (line[at] === marker && closes(line, at)) {
      return at;
    }
  }
  return -1;
}

export function drawEmoji(name) {
  const character = emojiCharacter(name);
  return character && h("span", { class: "emoji", title: `:${name}:`, role: "img", "aria-label": name }, character);
}

/** What stands between < and >: a mention, a date, a broadcast or a link. */
function drawAngled(inside, workspace) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescapeText(inside.slice(bar + 1));
  if (target.startsWith("@")) return drawUser(target.slice(1), workspace, label);
  if (target.startsWith("#")) return drawChannel(target.slice(1), workspace, label);
  if (target.startsWith("!date^")) return drawDate(target, label, workspace);
  if (target.startsWith("!")) return drawBroadcast(target.slice(1), label);
  const address = unescapeText(target);
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return null;
  return link(address, label || address.replace(/^mailto:/, ""));
}

export function drawUser(id, workspace, label = null) {
  const name = workspace.users.has(id) ? workspace.userName(id) : label || id;
  return h("span", { class: id === workspace.me.id ? "mention mention-me" : "mention" }, `@${name.replace(/^@/, "")}`);
}

export function drawChannel(id, workspace, label = null) {
  const known = workspace.channels.get(id);
  const name = `#${known ? workspace.channelName(id) : label || id}`;
  return known ? h("a", { class: "mention", href: `#${id}` }, name) : h("span", { class: "mention" }, name);
}

export function drawBroadcast(range, label = null) {
  const name = range.startsWith("subteam^") ? label || range : `@${range.split("^")[0]}`;
  return h("span", { class: "mention mention-me" }, name);
}

function drawDate(target, label, workspace) {
  const [, seconds, template = "", address] = target.split("^");
  const filled = fillDateTokens(workspace.me, seconds, unescapeText(template));
  if (!filled) return document.createTextNode(label ?? "");
  const time = h("time", { title: fullMoment(workspace.me, seconds) }, filled);
  return address ? link(unescapeText(address), time) : time;
}

/** Inside code only links and mentions lose their brackets; nothing is formatted. */
function drawPlainCode(text, workspace) {
  return text.split(/(<[^<>\n]+>)/).map((part) =>
    (/^<.+>$/s.test(part) && drawAngled(part.slice(1, -1), workspace)) || unescapeText(part));
}

/** Plain text in which an address that stands bare becomes a link. */
function drawBare(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(BARE_URL)) {
    nodes.push(unescapeText(text.slice(done, match.index)), link(unescapeText(match[0]), unescapeText(match[0])));
    done = match.index + match[0].length;
  }
  nodes.push(unescapeText(text.slice(done)));
  return nodes.filter((node) => node !== "").map((node) =>
    typeof node === "string" ? document.createTextNode(node) : node);
}

/** A text object of Block Kit, as nodes. */
export function drawText(text, workspace) {
  if (!text) return [];
  if (typeof text === "string") return drawMrkdwn(text, workspace);
  if (text.type === "mrkdwn") return drawMrkdwn(text.text, workspace, text);
  return drawPlain(text.text, text.emoji !== false);
}

function drawPlain(text, emoji) {
  return String(text ?? "").split(/(\n|:[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:)/).map((part) => {
    if (part === "\n") return h("br");
    return (emoji && /^:.+:$/.test(part) && drawEmoji(part.slice(1, -1))) || part;
  });
}
