// The bar on top: where one is, who else is there, and who one is.

import { drawAvatar, drawFaces } from "./avatars.js";
import { h, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popover.js";
import { focusPart, showShortcuts } from "./shortcuts.js";
import { currentTheme, THEMES, wearTheme } from "./theme.js";

/** Wires the bar once; `show` then says where one is. `at(id)` finds its elements. */
export function createHeader(at) {
  const who = at("who");
  const menuButton = at("menu-button");
  const secondWindow = at("second-window");
  let shown = null;

  menuButton.append(icon("menu"));
  secondWindow.append(icon("window"));
  menuButton.addEventListener("click", () => toggleSidebar());
  at("main").addEventListener("click", (event) => {
    if (!menuButton.contains(event.target)) closeSidebar();
  });
  who.addEventListener("click", () => openMenu(who, meMenu(shown), "Who you are, and how the page looks"));
  secondWindow.addEventListener("click", () => {
    const others = shown.colleagues.filter((user) => user.id !== shown.me.id);
    openMenu(secondWindow, others.map((user) => ({ label: `As ${shown.userName(user.id)}`, href: addressAs(user.id), sign: drawAvatar(user, "small") })), "Open a second window");
  });
  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    focusPart(document.querySelector(".place-content :is(.messages, .home-tab)"));
  });

  function toggleSidebar(force) {
    const open = document.body.classList.toggle("sidebar-open", force);
    menuButton.setAttribute("aria-expanded", String(open));
    if (open) document.querySelector("#places [aria-current], #places .place")?.focus();
  }

  /** Closes the drawer of narrow windows; whether it was open. */
  function closeSidebar() {
    if (!document.body.classList.contains("sidebar-open")) return false;
    toggleSidebar(false);
    return true;
  }

  return {
    closeSidebar,
    focusMenu: () => menuButton.focus(),
    show(workspace, place, mentions) {
      shown = workspace;
      const name = workspace.userName(workspace.me.id);
      at("team-name").textContent = workspace.team.name;
      who.setAttribute("aria-label", `You are: ${name}`);
      reconcile(who, [{ key: "me", version: name, draw: () => h("span", { class: "me" }, drawAvatar(workspace.me, "small"), h("span", { class: "me-name" }, name), icon("unfold")) }]);
      reconcile(at("place-title"), [{
        key: "title",
        version: JSON.stringify([titleText(workspace, place), place.id, place.channel?.members, workspace.imWith(place.app?.bot_user_id)?.id]),
        draw: () => h("div", { class: "title" }, drawTitle(workspace, place)),
      }]);
      document.title = `${mentions ? `(${mentions}) ` : ""}${titleText(workspace, place)} · ${workspace.team.name}`;
    },
  };
}

function meMenu(workspace) {
  const people = workspace.colleagues.map((user, index) => ({
    heading: index === 0 && "Be somebody else",
    label: workspace.userName(user.id), sign: drawAvatar(user, "small"), checked: user.id === workspace.me.id,
    choose: () => { if (user.id !== workspace.me.id) location.assign(addressAs(user.id)); },
  }));
  const themes = THEMES.map(([theme, label], index) => ({
    heading: index === 0 && "Colours", label, checked: theme === currentTheme(), choose: () => wearTheme(theme),
  }));
  return [...people, ...themes, { heading: "Help", label: "Keyboard shortcuts", sign: icon("keys"), choose: showShortcuts }];
}

function addressAs(user) {
  const address = new URL(location.href);
  address.searchParams.set("user", user);
  return address.href;
}

const titleText = (workspace, place) => (place.app ? place.app.name : workspace.channelTitle(place.id));

function drawTitle(workspace, place) {
  const { channel } = place;
  const app = place.app ?? (channel.kind === "im" && workspace.appOfBot(channel.peer));
  if (app) return [h("h1", null, drawAvatar(workspace.users.get(app.bot_user_id), "small"), h("span", null, app.name)), drawTabs(app, workspace.imWith(app.bot_user_id), place)];
  if (workspace.isRoom(channel)) {
    return [h("h1", null, icon(channel.kind), h("span", null, workspace.channelName(place.id))), drawMembers(channel, workspace)];
  }
  const people = workspace.othersIn(channel).map((id) => workspace.users.get(id)).filter(Boolean);
  return [h("h1", null, drawFaces(people, "small"), h("span", null, workspace.channelName(place.id)))];
}

/** Who is in a channel: faces and their number, and the list behind them. */
function drawMembers(channel, workspace) {
  const people = channel.members.map((id) => workspace.users.get(id)).filter(Boolean);
  const label = `${people.length} ${people.length === 1 ? "member" : "members"}`;
  const button = h("button", {
    type: "button", class: "members", "aria-haspopup": "menu", "aria-label": label, data: { tip: label },
    on: { click: () => openMenu(button, people.map((user) => ({
      label: workspace.userName(user.id), description: user.is_bot ? "app" : `@${user.name}`, sign: drawAvatar(user, "small"),
      choose: () => button.dispatchEvent(new CustomEvent("person", { bubbles: true, detail: user.id })),
    })), label) },
  }, drawFaces(people), h("span", null, String(people.length)));
  return button;
}

function drawTabs(app, im, place) {
  const tab = (href, isCurrent, sign, name) => h("a", { class: "tab", href, "aria-current": isCurrent && "page" }, icon(sign), name);
  return h("nav", { class: "tabs", "aria-label": app.name },
    tab(`#home/${app.id}`, Boolean(place.app), "home", "Home"),
    im && tab(`#${im.id}`, !place.app, "messages", "Messages"));
}
