// Draws a list of messages: day lines, people, texts or blocks, reactions and thread links.

import { drawAvatar, drawFaces } from "./avatars.js";
import { createView, drawBlocks } from "./blocks.js";
import { drawTime } from "./clock.js";
import { dayName, fullMoment, sameDay } from "./dates.js";
import { h, link, reconcile } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { drawFile } from "./files.js";
import { icon } from "./icons.js";
import { drawTools, openReactions } from "./message_tools.js";
import { drawEmoji, drawMrkdwn } from "./mrkdwn.js";
import { permalink } from "./places.js";
import { typedForm } from "./typed.js";

const GROUP_SECONDS = 300;
const SPOKEN_MOST = 300;

/**
 * Brings `list` up to `messages`. `doing` holds the workspace, the channel and what one can do:
 * react(message, name), openThread(message), act(message, action), dismiss(message), edit(message),
 * remove(message).
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
  return { key: `day-${ts}`, version: name, draw: () => h("div", { class: "day-line", role: "separator", "aria-label": name }, h("span", { "aria-hidden": "true" }, name)) };
}

function continues(previous, message) {
  return previous.user === message.user && !previous.ephemeral && !message.ephemeral && !message.blocks?.length &&
    Number(message.ts) - Number(previous.ts) < GROUP_SECONDS;
}

function drawMessage(message, follows, doing) {
  const user = doing.workspace.users.get(message.user);
  const article = h("article", {
    class: `message ${follows ? "follows" : ""} ${message.ephemeral ? "ephemeral" : ""}`, tabindex: -1, data: { ts: message.ts },
  },
  h("div", { class: "gutter" }, follows
    ? drawMoment(message, doing, true)
    : h("span", { class: "face", data: user ? { person: user.id } : {} }, drawAvatar(user))),
  h("div", { class: "message-main" },
    !follows && h("header", null, drawName(message, user, doing), user?.is_bot && h("span", { class: "app-tag" }, "app"), drawMoment(message, doing)),
    h("div", { class: "parts" })),
  drawTools(message, doing));
  updateParts(article, message, doing);
  return article;
}

const nameOf = (message, { workspace }) =>
  (workspace.users.has(message.user) ? workspace.userName(message.user) : message.username ?? "App");

function drawName(message, user, doing) {
  const name = nameOf(message, doing);
  if (!user) return h("strong", null, name);
  return h("button", { type: "button", class: "person-name", "aria-haspopup": "dialog", data: { person: user.id, focus: "name" } }, name);
}

function drawMoment(message, { workspace, channel }, clockOnly = false) {
  const tip = fullMoment(workspace.me, message.ts);
  const time = drawTime(workspace.me, message.ts, { clockOnly });
  if (message.ephemeral) return h("span", { class: "moment", data: { tip } }, time);
  return h("a", { class: "moment", href: permalink(channel, message), data: { tip, focus: "moment" } }, time);
}

function updateParts(article, message, doing) {
  const { text, blocks, edited, files, reactions = [], reply_count: replies } = message;
  const only = message.ephemeral ? ", only visible to you" : "";
  article.setAttribute("aria-label", `${nameOf(message, doing)}${only}, ${fullMoment(doing.workspace.me, message.ts)}: ${spoken(text, doing.workspace)}`);
  const parts = [{ key: "body", version: JSON.stringify([text, blocks, edited, files]), draw: () => drawBody(message, doing) }];
  if (message.ephemeral) parts.unshift({ key: "only-you", version: "", draw: () => drawOnlyYou(message, doing) });
  if (reactions.length > 0) {
    parts.push({ key: "reactions", version: JSON.stringify(reactions), draw: () => drawReactions(message, doing) });
  }
  if (replies && !doing.inThread) {
    parts.push({ key: "thread", version: JSON.stringify([replies, message.latest_reply, message.reply_users]), draw: () => drawThreadLink(message, doing) });
  }
  reconcile(article.querySelector(".parts"), parts);
}

/** What a screen reader says of a message before one goes into it. */
export function spoken(text, workspace) {
  const plain = withEmoji(typedForm(text, workspace)).replace(/[*_~`]/g, "");
  return plain.length > SPOKEN_MOST ? `${plain.slice(0, SPOKEN_MOST)}…` : plain;
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
      type: "button", class: `pill ${mine ? "mine" : ""}`, "aria-label": who, "aria-pressed": String(mine),
      data: { focus: `reaction-${name}`, reaction: name, tip: who },
      on: { click: () => doing.react(message, name) },
    }, drawEmoji(name) ?? `:${name}:`, h("span", { class: "count" }, String(count ?? users.length)));
  });
  const add = h("button", {
    type: "button", class: "pill pill-add", "aria-label": "Add a reaction", "aria-haspopup": "dialog", data: { focus: "react", tip: "Add a reaction" },
    on: { click: () => openReactions(add, message, doing) },
  }, icon("react"));
  return h("div", { class: "reactions" }, pills, add);
}

function drawThreadLink(message, doing) {
  const { workspace } = doing;
  const words = `${message.reply_count} ${message.reply_count === 1 ? "reply" : "replies"}`;
  const people = (message.reply_users ?? []).map((id) => workspace.users.get(id)).filter(Boolean);
  return h("button", { type: "button", class: "thread-link", data: { focus: "thread" }, on: { click: () => doing.openThread(message) } },
    drawFaces(people), h("span", { class: "thread-count" }, words),
    message.latest_reply && h("span", { class: "thread-last" }, drawTime(workspace.me, message.latest_reply)));
}
