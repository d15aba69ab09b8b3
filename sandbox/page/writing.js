// Turns what somebody typed into the text that Slack would store: escaped, with real mentions and links.

const NOT_IN_NAME = "(?![\\p{L}\\p{N}_-])";
const URL_PATTERN = /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]*_~`]/g;
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

export const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const escapePattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The stored form of a message; code stays as it was typed. */
export function encodeMessage(text, workspace) {
  const targets = mentionTargets(workspace);
  const names = [...targets.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const mention = new RegExp(`(?<![\\p{L}\\p{N}_/])(${names.join("|")})${NOT_IN_NAME}`, "giu");
  return text.split(CODE).map((part, index) => {
    const escaped = escapeText(part);
    if (index % 2 === 1) return escaped;
    return escaped.split(/(https?:\/\/\S+)/).map((piece, at) =>
      at % 2 === 1
        ? piece.replace(URL_PATTERN, (url) => `<${url}>`)
        : piece.replace(mention, (whole) => targets.get(whole.toLowerCase()) ?? whole)).join("");
  }).join("");
}

function mentionTargets(workspace) {
  const targets = new Map([["@channel", "<!channel>"], ["@here", "<!here>"], ["@everyone", "<!everyone>"]]);
  for (const channel of workspace.channels.values()) {
    if (channel.kind !== "im") targets.set(`#${escapeText(channel.name.toLowerCase())}`, `<#${channel.id}|${channel.name}>`);
  }
  for (const user of workspace.users.values()) {
    for (const name of [user.name, user.real_name].filter(Boolean)) {
      targets.set(`@${escapeText(name.toLowerCase())}`, `<@${user.id}>`);
    }
  }
  return targets;
}
