// Draws a list of messages: day lines, people, texts or blocks, reactions and thread links.

import { drawAvatar } from "./avatars.js";
import { createView, drawBlocks } from "./blocks.js";
import { dayName, fullMoment, sameDay, timeOfDay } from "./dates.js";
import { h, reconcile } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { drawFile } from "./files.js";
import { icon } from "./icons.js";
import { drawEmoji, drawMrkdwn } from "./mrkdwn.js";
import { openEmojiPicker } from "./emoji_picker.js";

const GROUP_SECONDS = 300;

/**
 * Brings `list` up to `messages`. `doing` holds the workspace, the channel and what one can do:
 * react(message, name), openThread(message), act(message, action), dismiss(message).
 */
export function drawMessages(list, messages, doing) {
  const { me } = doing.workspace;
  const items = messages.flatMap((message, index) => {
    const previous = messages[index - 1];
    const newDay = !previous || !sameDay(me, previous.ts, message.ts);
    const follows = !newDay && continues(previous, message);
    return [
      ...(newDay ? [dayItem(dayName(me, message.ts), message.ts)] : []),
      {
        key: `${message.ts}${follows ? "+" : ""}`,
        version: JSON.stringify(message),
        draw: () => drawMessage(message, follows, doing),
        update: (article) => updateParts(article, message, doing),
      },
    ];
  });
  reconcile(list, items);
}

function dayItem(name, ts) {
  return { key: `day-${ts}`, version: name, draw: () => h("div", { class: "day-line", role: "separator", "aria-label": name }, h("span", null, name)) };
}

function continues(previous, message) {
  return previous.user === message.user && !previous.ephemeral && !message.ephemeral &&
    Number(message.ts) - Number(previous.ts) < GROUP_SECONDS;
}

function drawMessage(message, follows, doing) {
  const { workspace } = doing;
  const user = workspace.users.get(message.user);
  const name = user ? workspace.userName(user.id) : message.username ?? "App";
  const time = h("time", { title: fullMoment(workspace.me, message.ts) }, timeOfDay(workspace.me, message.ts));
  const article = h("article", {
    class: `message ${follows ? "follows" : ""} ${message.ephemeral ? "ephemeral" : ""}`,
    "aria-label": `${name}, ${timeOfDay(workspace.me, message.ts)}`,
    data: { ts: message.ts },
  },
  h("div", { class: "gutter" }, follows ? time.cloneNode(true) : drawAvatar(user)),
  h("div", { class: "message-main" },
    !follows && h("header", null, h("strong", null, name), user?.is_bot && h("span", { class: "app-tag" }, "app"), time),
    h("div", { class: "parts" })),
  drawTools(message, doing));
  updateParts(article, message, doing);
  return article;
}

function updateParts(article, message, doing) {
  const { text, blocks, edited, files, reactions = [], reply_count: replies } = message;
  const parts = [{ key: "body", version: JSON.stringify([text, blocks, edited, files]), draw: () => drawBody(message, doing) }];
  if (message.ephemeral) parts.unshift({ key: "only-you", version: "", draw: () => drawOnlyYou(message, doing) });
  if (reactions.length > 0) {
    parts.push({ key: "reactions", version: JSON.stringify(reactions), draw: () => drawReactions(message, doing) });
  }
  if (replies && !doing.inThread) {
    parts.push({ key: "thread", version: String(replies), draw: () => drawThreadLink(message, doing) });
  }
  reconcile(article.querySelector(".parts"), parts);
}

function drawOnlyYou(message, doing) {
  return h("p", { class: "only-you" }, icon("private"), "Only visible to you",
    h("button", { type: "button", class: "link-button", on: { click: () => doing.dismiss(message) } }, "Dismiss"));
}

function drawBody(message, doing) {
  const { workspace, channel } = doing;
  const edited = message.edited && h("span", { class: "edited" }, " (edited)");
  const files = (message.files ?? []).map((file) => drawFile(file));
  if (!message.blocks?.length) {
    return h("div", { class: "body" }, h("div", { class: "text" }, drawMrkdwn(message.text, workspace), edited), files);
  }
  const view = createView({ workspace, channel, act: (action) => doing.act(message, action), suggest: (action) => doing.suggest(message, action) });
  return h("div", { class: "body" }, drawBlocks(message.blocks, view), edited, files);
}

function drawReactions(message, doing) {
  const { workspace } = doing;
  const pills = message.reactions.map(({ name, users, count }) => {
    const mine = users.includes(workspace.me.id);
    const who = `${workspace.listNames(users)} reacted with :${name}:`;
    return h("button", {
      type: "button", class: `pill ${mine ? "mine" : ""}`, title: who, "aria-label": who, "aria-pressed": String(mine),
      data: { focus: `reaction-${name}`, reaction: name },
      on: { click: () => doing.react(message, name) },
    }, drawEmoji(name) ?? `:${name}:`, h("span", { class: "count" }, String(count ?? users.length)));
  });
  return h("div", { class: "reactions" }, pills, drawReactButton(message, doing, "pill pill-add"));
}

function drawReactButton(message, doing, className) {
  const button = h("button", {
    type: "button", class: className, title: "Add a reaction", "aria-label": "Add a reaction", data: { focus: "react" },
    on: { click: () => openEmojiPicker(button, (name) => doing.react(message, name)) },
  }, icon("react"));
  return button;
}

const QUICK = ["raised_hand", "white_check_mark", "see_no_evil"];

function drawTools(message, doing) {
  if (message.ephemeral) return null;
  const quick = QUICK.map((name) => h("button", {
    type: "button", class: "tool", title: `React with :${name}:`, "aria-label": `React with ${name}`, on: { click: () => doing.react(message, name) },
  }, emojiCharacter(name)));
  const reply = !doing.inThread && h("button", {
    type: "button", class: "tool", title: "Reply in thread", "aria-label": "Reply in thread", on: { click: () => doing.openThread(message) },
  }, icon("reply"));
  return h("div", { class: "tools", role: "toolbar", "aria-label": "Message actions" }, quick, drawReactButton(message, doing, "tool"), reply);
}

function drawThreadLink(message, doing) {
  const words = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  return h("button", { type: "button", class: "thread-link", data: { focus: "thread" }, on: { click: () => doing.openThread(message) } }, icon("messages"), words);
}
