// Takes a command's usage hint apart. Slack's protocol tells of a command no more than this text,
// so the page reads it as people do: `help | add URL [#channel] | list [open|mine] [page]`.

/** Splits at `separator` outside of brackets and quotes. */
function split(text, separator) {
  const parts = [""];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if ("[(<{".includes(character)) depth += 1;
    else if ("])>}".includes(character)) depth = Math.max(0, depth - 1);
    if (character === separator && depth === 0 && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

const isWord = (text) => /^[\p{Ll}\p{N}][\p{Ll}\p{N}_-]*$/u.test(text);

function readArgument(text) {
  const inner = text.replace(/^[[(<{]|[\])>}]$/g, "");
  const parts = split(inner, "|");
  const choices = parts.length > 1 ? parts.filter(isWord) : [];
  return { text, choices };
}

/** The subcommands of a hint, each with its name and arguments ({text, choices}). */
export function readUsage(hint) {
  return split(hint ?? "", "|").flatMap((alternative) => {
    const [name, ...rest] = split(alternative, " ");
    return isWord(name) ? [{ name, arguments: rest.map(readArgument) }] : [];
  });
}

/**
 * What of a command stands before the caret: {command, subcommands, subcommand, at, begun}. `at` is
 * the argument that is being written, `begun` what is there of it.
 */
export function readCommand(text, commands) {
  const match = /^(\/\S+)\s+(.*)$/s.exec(text);
  const command = match && commands.find((each) => each.command === match[1]);
  if (!command) return null;
  const subcommands = readUsage(command.usage_hint);
  const words = match[2].split(/\s+/);
  const begun = words.at(-1);
  if (words.length === 1) return { command, subcommands, subcommand: null, at: -1, begun };
  const subcommand = subcommands.find(({ name }) => name === words[0].toLowerCase()) ?? null;
  const at = Math.min(words.length - 2, (subcommand?.arguments.length ?? 0) - 1);
  return { command, subcommands, subcommand, at, begun };
}
