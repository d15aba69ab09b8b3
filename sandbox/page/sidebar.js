// The list of places on the left: channels, direct messages and apps, with marks for what is unread.

import { drawAvatar, drawFaces } from "./avatars.js";
import { h, reconcile } from "./dom.js";
import { icon } from "./icons.js";

/** `newMessage()` opens the choice of people to speak with. */
export function drawSidebar(nav, workspace, unread, current, newMessage) {
  const channels = [...workspace.channels.values()];
  const rooms = workspace.rooms()
    .sort((a, b) => Number(a.archived ?? 0) - Number(b.archived ?? 0));
  const people = channels.filter((channel) => !workspace.isRoom(channel) && !workspace.appOfBot(channel.peer));
  reconcile(nav, [
    section("Channels", rooms.map((channel) => drawChannelLink(channel, workspace, unread, current))),
    section("Direct messages", [
      ...workspace.apps.map((app) => drawAppLink(app, workspace, unread, current)),
      ...people.map((channel) => drawChannelLink(channel, workspace, unread, current)),
    ], () => h("button", {
      type: "button", class: "tool", "aria-label": "New message", data: { focus: "new", tip: "New message" }, on: { click: newMessage },
    }, icon("plus"))),
  ]);
}

function section(title, links, drawTool = () => null) {
  return {
    key: title,
    version: links.map((each) => each.outerHTML).join(""), // compared only, never parsed
    draw: () => h("section", null, h("div", { class: "section-head" }, h("h2", null, title), drawTool()), h("ul", null, links.map((each) => h("li", null, each)))),
  };
}

function drawChannelLink(channel, workspace, unread, current) {
  const others = () => workspace.othersIn(channel).map((id) => workspace.users.get(id)).filter(Boolean);
  const sign = workspace.isRoom(channel) ? icon(channel.kind) : drawFaces(others(), "small", 2);
  return drawLink({
    href: `#${channel.id}`,
    isCurrent: current === channel.id,
    marks: unread.of(channel.id),
    className: channel.archived ? "archived" : "",
  }, sign, workspace.channelName(channel.id));
}

function drawAppLink(app, workspace, unread, current) {
  const im = workspace.imWith(app.bot_user_id);
  const marks = im ? unread.of(im.id) : { messages: 0, mentions: 0 };
  return drawLink({
    href: marks.messages > 0 ? `#${im.id}` : `#home/${app.id}`, // to what is new, else to the Home tab
    isCurrent: current === `home/${app.id}` || (im && current === im.id),
    marks,
    className: "app",
  }, drawAvatar(workspace.users.get(app.bot_user_id) ?? { name: app.name, is_bot: true }, "small"), app.name);
}

function drawLink({ href, isCurrent, marks, className }, sign, name) {
  const isUnread = marks.messages > 0 && !isCurrent;
  return h("a", {
    href, class: `place ${className} ${isUnread ? "unread" : ""}`, "aria-current": isCurrent && "page", data: { focus: href },
  }, sign, h("span", { class: "place-name" }, name),
  isUnread && (marks.mentions > 0
    ? h("span", { class: "badge", "aria-label": `${marks.mentions} for you` }, String(marks.mentions))
    : h("span", { class: "dot", role: "img", "aria-label": "unread" })));
}
