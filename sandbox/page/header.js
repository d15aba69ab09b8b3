// The bar on top: where one is, and who one is.

import { drawAvatar } from "./avatars.js";
import { h, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popover.js";

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
    if (!menuButton.contains(event.target) && document.body.classList.contains("sidebar-open")) toggleSidebar(false);
  });
  who.addEventListener("change", () => location.assign(addressAs(who.value)));
  secondWindow.addEventListener("click", () => {
    const others = shown.colleagues.filter((user) => user.id !== shown.me.id);
    openMenu(secondWindow, others.map((user) => ({ label: `As ${shown.userName(user.id)}`, href: addressAs(user.id) })), "Open a second window");
  });
  at("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector(".place-content [tabindex]")?.focus();
  });

  function toggleSidebar(force) {
    const open = document.body.classList.toggle("sidebar-open", force);
    menuButton.setAttribute("aria-expanded", String(open));
  }

  return {
    show(workspace, place, mentions) {
      shown = workspace;
      at("team-name").textContent = workspace.team.name;
      at("my-avatar").replaceChildren(drawAvatar(workspace.me, "small"));
      if (who.options.length !== workspace.colleagues.length) {
        who.replaceChildren(...workspace.colleagues.map((user) =>
          h("option", { value: user.id }, workspace.userName(user.id))));
      }
      who.value = workspace.me.id;
      reconcile(at("place-title"), [{
        key: "title",
        version: `${titleText(workspace, place)} ${place.id} ${workspace.imWith(place.app?.bot_user_id)?.id}`,
        draw: () => h("div", { class: "title" }, drawTitle(workspace, place)),
      }]);
      document.title = `${mentions ? `(${mentions}) ` : ""}${titleText(workspace, place)} · ${workspace.team.name}`;
    },
  };
}

function addressAs(user) {
  const address = new URL(location.href);
  address.searchParams.set("user", user);
  return address.href;
}

function titleText(workspace, place) {
  if (place.app) return place.app.name;
  return `${place.channel.kind === "im" ? "" : "#"}${workspace.channelName(place.id)}`;
}

function drawTitle(workspace, place) {
  const app = place.app ?? (place.channel.kind === "im" && workspace.appOfBot(place.channel.peer));
  if (app) return [h("h1", null, app.name), drawTabs(app, workspace.imWith(app.bot_user_id), place)];
  const sign = place.channel.kind === "im" ? null : icon(place.channel.kind);
  return [h("h1", null, sign, workspace.channelName(place.id))];
}

function drawTabs(app, im, place) {
  const tab = (href, isCurrent, sign, name) => h("a", { class: "tab", href, "aria-current": isCurrent && "page" }, icon(sign), name);
  return h("nav", { class: "tabs", "aria-label": app.name },
    tab(`#home/${app.id}`, Boolean(place.app), "home", "Home"),
    im && tab(`#${im.id}`, !place.app, "messages", "Messages"));
}
