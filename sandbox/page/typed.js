// Turns a message's text back into what somebody would type for it.

import { unescapeText } from "./mrkdwn.js";

export function typedForm(text, workspace) {
  const typed = String(text ?? "").replace(/<([^<>]+)>/g, (whole, inside) => {
    const [target, label] = inside.split("|");
    if (target.startsWith("@")) return `@${workspace.users.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
    if (target.startsWith("#")) return `#${workspace.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
    return target.startsWith("!") ? whole : target;
  });
  return unescapeText(typed);
}
