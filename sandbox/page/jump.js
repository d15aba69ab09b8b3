// "Jump to": finds a channel, a conversation, an app or a colleague by a few letters.

import { drawAvatar, drawFaces } from "./avatars.js";
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { createSuggestionList } from "./suggestion_list.js";

const MOST = 8;

export function openJump(workspace, speakWith) {
  const field = h("input", { type: "text", class: "field", placeholder: "A channel, a name, an app …", "aria-label": "Jump to", autocomplete: "off", autofocus: true });
  const suggestions = createSuggestionList(field, choose, { label: "Places" });
  const places = allPlaces(workspace);
  const none = h("p", { class: "hint", role: "status" });

  function show() {
    const wanted = field.value.trim().toLowerCase().replace(/^[#@]/, "");
    const items = places.filter(({ words }) => words.some((word) => word.includes(wanted))).slice(0, MOST);
    suggestions.show({ items, eager: true });
    none.textContent = items.length > 0 ? "" : "Nothing here has this name.";
  }

  function choose({ href, person }) {
    dialog.close();
    if (href) location.hash = href;
    else speakWith([person]);
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key === "Escape" || !suggestions.takeKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  show();
  const dialog = openDialog("Jump to", h("div", { class: "dialog-body" }, field, suggestions.list, suggestions.count, none), { className: "jump-to" });
}

function allPlaces(workspace) {
  const rooms = workspace.rooms().map((channel) => ({
    label: workspace.channelName(channel.id), href: channel.id, sign: icon(channel.kind), detail: channel.archived ? "archived" : "",
    words: [channel.name.toLowerCase()],
  }));
  const groups = [...workspace.channels.values()].filter(({ kind }) => kind === "mpim").map((channel) => ({
    label: workspace.channelName(channel.id), href: channel.id, sign: drawFaces(workspace.othersIn(channel).map((id) => workspace.users.get(id))),
    words: [workspace.channelName(channel.id).toLowerCase()],
  }));
  const homes = workspace.apps.map((app) => ({
    label: app.name, detail: "Home", href: `home/${app.id}`, sign: drawAvatar(workspace.users.get(app.bot_user_id), "small"), words: [app.name.toLowerCase()],
  }));
  const people = workspace.everybody().filter(({ id }) => id !== workspace.me.id).map((user) => ({
    label: workspace.userName(user.id), detail: "direct message", href: workspace.imWith(user.id)?.id, person: user.id, sign: drawAvatar(user, "small"),
    words: [user.name.toLowerCase(), workspace.userName(user.id).toLowerCase()],
  }));
  return [...rooms, ...people, ...homes, ...groups];
}
