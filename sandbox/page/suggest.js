// Suggests while somebody types: commands, their subcommands and choices, people after "@", channels
// after "#", emoji after ":".

import { findEmoji } from "./emoji.js";
import { readCommand } from "./usage.js";

const MOST = 8;
const STARTS = /(?:^|[\s([])([@#:])([\p{L}\p{N}_.+-]*)$/u;

/**
 * What fits the text before the caret: {items, eager}. Each item says what it inserts `from` where;
 * `eager` lists take Enter for themselves, others leave it to the sending of what stands there.
 */
export function suggestionsFor(text, workspace, allowCommands) {
  const { items, begun } = fitting(text, workspace, allowCommands);
  const isWritten = items.some((item) => text.slice(item.from).toLowerCase() === item.insert.trim().toLowerCase());
  if (isWritten && items.length === 1) return { items: [], eager: false };
  return { items, eager: begun !== "" && !isWritten };
}

function fitting(text, workspace, allowCommands) {
  if (allowCommands && /^\/\S*$/.test(text)) return { items: commandsFor(text, workspace), begun: text.slice(1) || "/" };
  const sign = STARTS.exec(text);
  if (sign) return { items: namesFor(sign, text, workspace), begun: sign[0].trim() };
  const written = allowCommands && readCommand(text, workspace.commands);
  return written ? { items: partsFor(written, text), begun: written.begun } : { items: [], begun: "" };
}

function commandsFor(text, workspace) {
  return workspace.commands
    .filter(({ command }) => command.startsWith(text.toLowerCase()))
    .map(({ command, usage_hint: usage, description, app }) => ({
      from: 0, insert: usage ? `${command} ` : command, label: command, detail: description, note: app,
    }));
}

/** The subcommands that begin so, or what an argument lets one choose from. */
function partsFor({ subcommands, subcommand, at, begun }, text) {
  const from = text.length - begun.length;
  const starts = (word) => word.toLowerCase().startsWith(begun.toLowerCase());
  if (at < 0 && !subcommand) {
    if (/\s\S*\s\S*$/.test(text)) return []; // an unknown subcommand: it has no arguments to offer
    return subcommands.filter(({ name }) => starts(name)).map(({ name, arguments: rest }) => ({
      from, insert: rest.length > 0 ? `${name} ` : name, label: name, detail: rest.map((each) => each.text).join(" "),
    }));
  }
  return (subcommand?.arguments[at]?.choices ?? []).filter(starts)
    .map((choice) => ({ from, insert: choice, label: choice }));
}

function namesFor([, sign, begun], text, workspace) {
  const from = text.length - begun.length - 1;
  const wanted = begun.toLowerCase();
  const starts = (name) => Boolean(name?.toLowerCase().split(" ").some((word) => word.startsWith(wanted)));
  if (sign === ":") {
    if (begun.length < 2) return [];
    return findEmoji(begun).slice(0, MOST).map(({ name, character }) =>
      ({ from, insert: `${character} `, label: character, detail: `:${name}:` }));
  }
  if (sign === "#") {
    return workspace.rooms().filter((channel) => starts(channel.name)).slice(0, MOST)
      .map(({ name }) => ({ from, insert: `#${name} `, label: `#${name}` }));
  }
  return workspace.everybody().filter((user) => starts(user.name) || starts(user.real_name)).slice(0, MOST)
    .map((user) => ({ from, insert: `@${user.name} `, label: `@${user.name}`, detail: user.real_name, user }));
}
