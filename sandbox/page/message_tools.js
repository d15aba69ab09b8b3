// What one can do with a message: the tools that hover over it, which the keyboard's letters press too.

import { h } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { icon } from "./icons.js";
import { permalink } from "./places.js";
import { openEmojiPicker } from "./emoji_picker.js";
import { askToConfirm, openMenu } from "./popover.js";
import { showToast } from "./toast.js";

const QUICK = ["raised_hand", "white_check_mark", "see_no_evil"];
const plain = (text) => ({ type: "plain_text", text });

export function openReactions(anchor, message, doing) {
  openEmojiPicker(anchor, (name) => doing.react(message, name));
}

export function drawTools(message, doing) {
  if (message.ephemeral) return null;
  const quick = QUICK.map((name) => h("button", {
    type: "button", class: "tool tool-quick", "aria-label": `React with ${name}`, data: { tip: `:${name}:` }, on: { click: () => doing.react(message, name) },
  }, emojiCharacter(name)));
  const react = drawTool("react", "Add a reaction", "r", () => openReactions(react, message, doing));
  const reply = !doing.inThread && drawTool("reply", "Reply in thread", "t", () => doing.openThread(message));
  const edit = isOwn(message, doing) && drawTool("edit", "Edit the message", "e", () => doing.edit(message));
  const more = drawTool("more", "More about the message", "m", () => openMore(more, message, doing));
  react.setAttribute("aria-haspopup", "dialog");
  more.setAttribute("aria-haspopup", "menu");
  return h("div", { class: "tools", role: "group", "aria-label": "Message tools" }, quick, react, reply, edit, more);
}

function drawTool(sign, name, key, press) {
  return h("button", {
    type: "button", class: "tool", "aria-label": name, "aria-keyshortcuts": key.toUpperCase(),
    data: { key, focus: sign, tip: `${name}  ·  ${key.toUpperCase()}` }, on: { click: press },
  }, icon(sign));
}

const isOwn = (message, { workspace }) => message.user === workspace.me.id;

/** All that the tools do stands in this menu too, for fingers, under which no tools hover. */
function openMore(anchor, message, doing) {
  const own = isOwn(message, doing);
  openMenu(anchor, [
    { label: "Add a reaction…", sign: icon("react"), choose: () => openReactions(anchor, message, doing) },
    ...(doing.inThread ? [] : [{ label: "Reply in thread", sign: icon("reply"), choose: () => doing.openThread(message) }]),
    ...(own ? [{ label: "Edit the message", sign: icon("edit"), choose: () => doing.edit(message) }] : []),
    { label: "Copy the link", sign: icon("link"), choose: () => copyLink(message, doing) },
    ...(own ? [{ sign: icon("bin"), label: "Delete the message", danger: true, choose: () => askAndRemove(message, doing) }] : []),
  ], "More about the message");
}

async function copyLink(message, doing) {
  const address = new URL(permalink(doing.channel, message), location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    showToast("The link is copied.", { kind: "done" });
  } catch {
    showToast(`Your browser does not let the page copy. The link is ${address}`);
  }
}

async function askAndRemove(message, doing) {
  const sure = await askToConfirm({
    title: plain("Delete the message?"), text: plain("Nobody will see it any more. It cannot be brought back."),
    confirm: plain("Delete"), deny: plain("Keep"), style: "danger",
  }, doing.workspace);
  if (sure) await doing.remove(message);
}
