// Wires the page together: who is here, which place is open, and what the live line brings.

import { createApi, explainError } from "./api.js";
import { createConversation } from "./conversation.js";
import { setNow } from "./dates.js";
import { h } from "./dom.js";
import { createHeader } from "./header.js";
import { keepTimesCurrent } from "./clock.js";
import { createHome } from "./home.js";
import { icon } from "./icons.js";
import { createInspector } from "./inspector.js";
import { openJump } from "./jump.js";
import { connectLive } from "./live.js";
import { createModals } from "./modal.js";
import { loadEmoji } from "./emoji.js";
import { spoken } from "./messages.js";
import { openNewMessage, openProfile } from "./people.js";
import { placeFromHash } from "./places.js";
import { listenForShortcuts } from "./shortcuts.js";
import { drawSidebar } from "./sidebar.js";
import { followTheme } from "./theme.js";
import { showToast } from "./toast.js";
import { showTips } from "./tooltip.js";
import { createUnread } from "./unread.js";
import { createWorkspace } from "./workspace.js";

const at = (id) => document.getElementById(id);

async function start() {
  followTheme();
  const asked = new URLSearchParams(location.search).get("user") ?? "";
  const early = loadEmoji().catch(() => null);
  const snapshot = await firstSnapshot(asked);
  await early;
  await loadEmoji().catch(() => null); // nothing to do, unless the sandbox did not answer at first
  if (snapshot.me.id !== asked) history.replaceState(null, "", `?user=${encodeURIComponent(snapshot.me.id)}${location.hash}`);
  runPage(createApi(snapshot.me.id), snapshot);
}

/** Waits for the sandbox; a user whom it does not know falls back to the first. */
async function firstSnapshot(asked) {
  for (;;) {
    try {
      const snapshot = await createApi(asked).snapshot();
      if (snapshot.me) return snapshot;
    } catch {
      if (asked) asked = "";
      else {
        showConnection("The sandbox does not answer. Trying again…");
        await new Promise((resolve) => { setTimeout(resolve, 1000); });
      }
    }
  }
}

function showConnection(text) {
  at("connection").textContent = text;
  at("connection").hidden = !text;
}

function runPage(api, snapshot) {
  const user = snapshot.me.id;
  setNow(snapshot.now);
  const unread = createUnread(user);
  const workspace = createWorkspace(snapshot);
  const modals = createModals({ workspace, api, perform });
  let main = null; // {id, pane}
  let thread = null;
  const header = createHeader(at);
  createInspector({ at, api, workspace });

  async function perform(action, fields) {
    const answer = await api.act(action, fields);
    if (!answer.ok) showToast(explainError(answer.error));
    return answer;
  }

  const currentPlace = () => placeFromHash(location.hash, workspace);
  const isShown = (channel) => main?.id === channel && document.visibilityState === "visible";

  function showSidebar() {
    drawSidebar(at("places"), workspace, unread, main?.id, () => openNewMessage(workspace, speakWith));
    header.show(workspace, currentPlace(), unread.total());
  }

  /** Opens what the address names; panes that are open already stay. */
  async function openPlace({ anew = false } = {}) {
    const place = currentPlace();
    const waits = [];
    if (anew || main?.id !== place.id) {
      main = { id: place.id, pane: createPane(place) };
      at("place-content").replaceChildren(main.pane.element);
      header.closeSidebar();
      if (matchMedia("(hover: hover)").matches) main.pane.focus();
      waits.push(main.pane.load());
    }
    const threadId = place.threadTs && `${place.id}/${place.threadTs}`;
    if (anew || thread?.id !== threadId) waits.push(openThreadPane(place, threadId));
    if (place.channel) unread.markRead(place.id);
    showSidebar();
    await Promise.all(waits);
    if (!place.messageTs) return;
    await main.pane.point(place.threadTs ?? place.messageTs);
    await thread?.pane.point(place.messageTs);
  }

  function createPane(place) {
    if (place.app) return createHome({ workspace, api, perform, app: place.app });
    return createConversation({
      workspace, api, perform, channel: place.channel,
      openThread: (message) => { location.hash = `${place.id}/${message.thread_ts ?? message.ts}`; },
    });
  }

  async function openThreadPane(place, id) {
    const hadFocus = at("thread").contains(document.activeElement);
    const root = thread?.id.split("/")[1];
    at("thread").hidden = !id;
    thread = null;
    at("thread").replaceChildren();
    if (!id) {
      if (hadFocus) (at("place-content").querySelector(`[data-ts="${CSS.escape(root)}"]`) ?? at("place-content").querySelector("textarea"))?.focus();
      return;
    }
    const pane = createConversation({ workspace, api, perform, channel: place.channel, threadTs: place.threadTs });
    thread = { id, pane };
    at("thread").append(
      h("header", { class: "bar" }, h("h2", null, "Thread"),
        h("a", { class: "tool", href: `#${place.id}`, "aria-label": "Close the thread", data: { tip: "Close  ·  Esc" } }, icon("close"))),
      pane.element);
    pane.focus();
    await pane.load();
  }

  /** Reads everything anew: at the start, and whenever the line had dropped. */
  async function refresh() {
    await reloadWorkspace();
    unread.recount(await api.unread(unread.placesIn(workspace.channels.keys())));
    // Panes stay, with what is being written in them.
    await Promise.all([main, thread].map((each) => each?.pane.load()));
    await openPlace();
    await modals.sync();
    document.documentElement.dataset.ready = "true"; // everything on the page is up to date
  }

  async function refreshOrWait() {
    try {
      await refresh();
      showConnection("");
    } catch (error) {
      showConnection(error.message);
    }
  }

  /** Opens the direct message with these people; it is made at need. */
  async function speakWith(members) {
    const answer = await perform("open_conversation", { members });
    if (!answer.ok) return;
    await reloadWorkspace();
    location.hash = answer.channel;
  }

  /** Closes the drawer, or the thread. */
  function leaveTop() {
    if (header.closeSidebar()) header.focusMenu();
    else if (thread) location.hash = main.id;
  }

  async function received(event) {
    if (event.type === "channels") await reloadChannels();
    else if (event.type === "toast") showToast(event.text);
    else if (event.type === "clock") await moveClock(event.now);
    else if (event.type.startsWith("modal_")) modals.receive(event);
    else {
      main?.pane.receive(event);
      thread?.pane.receive(event);
      if (event.type === "message") await noteMessage(event);
    }
  }

  /** Draws the open place anew, as "today" may be another day now. */
  async function moveClock(seconds) {
    setNow(seconds);
    await openPlace({ anew: true });
  }

  async function noteMessage({ channel, message }) {
    if (!workspace.channels.has(channel)) await reloadChannels();
    const known = workspace.channels.get(channel);
    if (!known) return;
    unread.receive(known, message, isShown(channel));
    if (isShown(channel) && message.user !== user) {
      at("announcer").textContent = `${workspace.userName(message.user)}: ${spoken(message.text, workspace)}`;
    }
    showSidebar();
  }

  const whatOneMayDo = () => {
    const channel = workspace.channels.get(main?.id);
    return channel && `${channel.is_member} ${channel.archived}`;
  };

  // All parts of the page hold this one object, so that what is new in it reaches them all.
  async function reloadWorkspace() {
    const snapshot = await api.snapshot();
    setNow(snapshot.now);
    Object.assign(workspace, createWorkspace(snapshot));
  }

  async function reloadChannels() {
    const before = whatOneMayDo();
    await reloadWorkspace();
    if (whatOneMayDo() === before) showSidebar();
    else await openPlace({ anew: true });
  }

  addEventListener("hashchange", () => openPlace());
  document.addEventListener("visibilitychange", () => {
    if (!main || !isShown(main.id)) return;
    unread.markRead(main.id);
    showSidebar();
  });
  at("jump").addEventListener("click", () => openJump(workspace, speakWith));
  listenForShortcuts({ jump: () => openJump(workspace, speakWith), leave: leaveTop });
  document.addEventListener("click", ({ target }) => {
    const anchor = target.closest("[data-person]");
    if (anchor) openProfile(anchor, anchor.dataset.person, workspace, speakWith);
  });
  document.addEventListener("person", ({ target, detail }) => openProfile(target, detail, workspace, speakWith));
  showTips();
  keepTimesCurrent(workspace.me);
  connectLive(user, {
    opened: refreshOrWait,
    received,
    lost: () => {
      delete document.documentElement.dataset.ready;
      showConnection("The line to the sandbox dropped. Reconnecting…");
    },
  });
}

start();
