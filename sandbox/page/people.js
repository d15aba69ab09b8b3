// Who somebody is (the card behind a name or a face), and whom one begins to speak with.

import { drawAvatar } from "./avatars.js";
import { openDialog } from "./dialog.js";
import { now, timeOfDay } from "./dates.js";
import { h } from "./dom.js";
import { openPopover } from "./popover.js";

/** Shows the card of a colleague or an app; `speakWith(ids)` opens the direct message. */
export function openProfile(anchor, id, workspace, speakWith) {
  const user = workspace.users.get(id);
  if (!user) return;
  const app = workspace.appOfBot(id);
  const isMe = id === workspace.me.id;
  const close = () => card.close();
  const speak = () => {
    close();
    speakWith([id]);
  };
  const facts = app
    ? h("p", { class: "hint" }, "An app in this workspace")
    : h("p", { class: "hint" }, `@${user.name}  ·  ${timeOfDay(user, now())} in ${placeOf(user.tz)}`);
  const card = openPopover(anchor, [
    drawAvatar(user, "large"),
    h("div", { class: "profile-text" }, h("h2", null, workspace.userName(id), isMe && h("small", null, " (you)")), facts,
      h("div", { class: "profile-buttons" },
        !isMe && (app || workspace.colleagues.some((each) => each.id === id)) && h("button", { type: "button", class: "button primary", on: { click: speak } }, "Message"),
        app && h("a", { class: "button", href: `#home/${app.id}`, on: { click: close } }, "Home"))),
  ], { className: "profile", label: `About ${workspace.userName(id)}` });
}

const placeOf = (zone) => (zone ?? "UTC").split("/").at(-1).replaceAll("_", " ");

/** Lets one choose with whom to speak. */
export function openNewMessage(workspace, speakWith) {
  const others = workspace.everybody().filter((user) => user.id !== workspace.me.id);
  const search = h("input", { type: "search", class: "field", placeholder: "Find somebody", "aria-label": "Find somebody", autocomplete: "off", autofocus: true });
  const rows = others.map((user) => {
    const box = h("input", { type: "checkbox", value: user.id });
    const row = h("label", { class: "person-row" }, box, drawAvatar(user),
      h("span", null, h("strong", null, workspace.userName(user.id)), h("small", null, user.is_bot ? "app" : `@${user.name}`)));
    return { user, box, row };
  });
  const none = h("p", { class: "hint", role: "status", hidden: true }, "Nobody here has this name.");
  const begin = h("button", { type: "submit", class: "button primary", disabled: true }, "Write");
  const form = h("form", { on: { input: refresh, submit: start } },
    h("div", { class: "dialog-body" }, search, h("div", { class: "person-rows", role: "group", "aria-label": "People" }, rows.map(({ row }) => row)), none),
    h("footer", null, h("p", { class: "hint" }, "Choose one, or several for a conversation together."), begin));
  const chosen = () => rows.filter(({ box }) => box.checked).map(({ user }) => user.id);

  function refresh() {
    const wanted = search.value.trim().toLowerCase();
    for (const { user, row } of rows) {
      row.hidden = !`${user.name} ${user.real_name}`.toLowerCase().includes(wanted);
    }
    none.hidden = rows.some(({ row }) => !row.hidden);
    begin.disabled = chosen().length === 0;
  }

  function start(event) {
    event.preventDefault();
    const left = rows.filter(({ row }) => !row.hidden);
    const ids = chosen().length > 0 ? chosen() : left.length === 1 ? [left[0].user.id] : [];
    if (ids.length === 0) return;
    dialog.close();
    speakWith(ids);
  }

  // Enter in the search takes the only one that is left.
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") start(event); });
  const dialog = openDialog("New message", form, { className: "new-message" });
}
