// Wires the page together: who is here, which place is open, and what the live line brings.

import { createApi, explainError } from "./api.js";
import { createConversation } from "./conversation.js";
import { setNow } from "./dates.js";
import { h } from "./dom.js";
import { createHeader } from "./header.js";
import { createHome } from "./home.js";
import { icon } from "./icons.js";
import { connectLive } from "./live.js";
import { createModals } from "./modal.js";
import { withEmoji } from "./emoji.js";
import { placeFromHash } from "./places.js";
import { drawSidebar } from "./sidebar.js";
import { showToast } from "./toast.js";
import { createUnread } from "./unread.js";
import { createWorkspace } from "./workspace.js";

const at = (id) => document.getElementById(id);

async function start() {
  const asked = new URLSearchParams(location.search).get("user") ?? "";
  const snapshot = await firstSnapshot(asked);
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

  async function perform(action, fields) {
    const answer = await api.act(action, fields);
    if (!answer.ok) showToast(explainError(answer.error));
    return answer;
  }

  const currentPlace = () => placeFromHash(location.hash, workspace);
  const isShown = (channel) => main?.id === channel && document.visibilityState === "visible";

  function showSidebar() {
    drawSidebar(at("places"), workspace, unread, main?.id);
    header.show(workspace, currentPlace(), unread.total());
  }

  /** Opens what the address names; panes that are open already stay. */
  async function openPlace({ anew = false } = {}) {
    const place = currentPlace();
    const waits = [];
    if (anew || main?.id !== place.id) {
      main = { id: place.id, pane: createPane(place) };
      at("place-content").replaceChildren(main.pane.element);
      document.body.classList.remove("sidebar-open");
      if (matchMedia("(hover: hover)").matches) main.pane.focus();
      waits.push(main.pane.load());
    }
    const threadId = place.threadTs && `${place.id}/${place.threadTs}`;
    if (anew || thread?.id !== threadId) waits.push(openThreadPane(place, threadId));
    if (place.channel) unread.markRead(place.id);
    showSidebar();
    await Promise.all(waits);
    if (place.messageTs) [main.pane, thread?.pane].forEach((pane) => pane?.point(place.messageTs));
  }

  function createPane(place) {
    if (place.app) return createHome({ workspace, api, perform, app: place.app });
    return createConversation({
      workspace, api, perform, channel: place.channel,
      openThread: (message) => { location.hash = `${place.id}/${message.thread_ts ?? message.ts}`; },
    });
  }

  async function openThreadPane(place, id) {
    at("thread").hidden = !id;
    thread = null;
    at("thread").replaceChildren();
    if (!id) return;
    const pane = createConversation({ workspace, api, perform, channel: place.channel, threadTs: place.threadTs });
    thread = { id, pane };
    at("thread").append(
      h("header", { class: "bar" }, h("h2", null, "Thread"),
        h("a", { class: "tool", href: `#${place.id}`, "aria-label": "Close the thread" }, icon("close"))),
      pane.element);
    pane.focus();
    await pane.load();
  }

  /** Reads everything anew: at the start, and whenever the line had dropped. */
  async function refresh() {
    await reloadWorkspace();
    // Panes stay, with what is being written in them.
    await Promise.all([main, thread].map((each) => each?.pane.load()));
    await openPlace();
    await modals.sync();
    const others = [...workspace.channels.values()].filter((each) => each.is_member !== false && each.id !== main.id);
    await Promise.all(others.map(async (each) => unread.recount(each, await api.messages(each.id))));
    showSidebar();
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
    if (isShown(channel)) unread.markRead(channel);
    else unread.receive(known, message);
    if (isShown(channel) && message.user !== user) {
      at("announcer").textContent = `${workspace.userName(message.user)}: ${withEmoji(message.text)}`;
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
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && thread && !document.querySelector("dialog[open], :popover-open")) location.hash = main.id;
  });
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
