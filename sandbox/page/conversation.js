// One channel, direct message or thread on the screen: its messages and the field to write in.

import { createComposer } from "./composer.js";
import { createDraft } from "./drafts.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessages } from "./messages.js";
import { moveAmongMessages } from "./roving.js";
import { createScrolling } from "./scrolling.js";
import { createTimeline } from "./timeline.js";
import { showToast } from "./toast.js";
import { typedForm } from "./typed.js";

export function createConversation({ workspace, api, perform, channel, threadTs, openThread }) {
  const timeline = createTimeline({ channel: channel.id, threadTs, read: (bounds) => api.messages(channel.id, threadTs, bounds) });
  const list = h("div", { class: "messages", role: "log", "aria-live": "off", "aria-label": "Messages", tabindex: 0 });
  const empty = h("p", { class: "empty", hidden: true }, emptyText(workspace, channel));
  const jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => toEnd() } }, icon("down"), "New messages");
  const composer = createComposer({
    workspace, label: composerLabel(workspace, channel, threadTs), allowCommands: !threadTs,
    draft: createDraft(workspace.me.id, channel.id, threadTs), send, change, lastOwn,
  });
  const element = h("div", { class: "conversation" }, h("div", { class: "scroller" }, list, empty), jump,
    foot());
  const scroller = element.querySelector(".scroller");
  const doing = {
    workspace, channel: channel.id, inThread: Boolean(threadTs), openThread, react,
    act: (message, action) => perform("click", { channel: channel.id, ts: message.ts, ...action }),
    suggest: (message, action) => perform("suggest", { channel: channel.id, ts: message.ts, ...action }),
    dismiss: remove,
    remove,
    edit: (message) => composer.edit(asTyped(message)),
  };
  moveAmongMessages(list);

  const scrolling = createScrolling({ scroller, list, hasMore: timeline.has, wants: readMore });
  scroller.addEventListener("scroll", () => { if (scrolling.isStuck()) jump.hidden = true; });
  list.addEventListener("keydown", async (event) => {
    const go = { Home: toStart, End: toEnd }[event.key];
    if (!go || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    await go();
    [...list.querySelectorAll(".message")].at(event.key === "Home" ? 0 : -1)?.focus({ preventScroll: true });
  });

  function foot() {
    if (channel.archived) return h("p", { class: "closed-note" }, "This channel is archived.");
    if (channel.is_member ?? true) return composer.form;
    const join = () => perform("join", { channel: channel.id });
    return h("p", { class: "closed-note" }, "You are not in this channel. ",
      h("button", { type: "button", class: "button primary", on: { click: join } }, "Join"));
  }

  function draw() {
    const messages = timeline.list();
    empty.hidden = messages.length > 0;
    scrolling.keep(() => drawMessages(list, messages, doing));
  }

  /** Reads another part of the conversation, and shows it. */
  async function read(part) {
    list.setAttribute("aria-busy", "true");
    try {
      await part();
    } finally {
      list.removeAttribute("aria-busy");
    }
    draw();
  }

  async function readMore(end) {
    if (list.getAttribute("aria-busy")) return;
    try {
      await read(() => timeline.more(end));
    } catch {
      return; // The sandbox is gone, which the page says; it reads anew when it is back.
    }
    await scrolling.ask(end);
  }

  async function toEnd() {
    if (timeline.has("newer")) await read(() => timeline.load());
    jump.hidden = true;
    scrolling.toEnd();
  }

  async function toStart() {
    if (timeline.has("older")) await read(() => timeline.load({ after: "0" }));
    scrolling.show();
    await scrolling.ask("newer");
  }

  async function react(message, name) {
    const reactions = timeline.get(message.ts)?.reactions ?? [];
    const mine = reactions.some((each) => each.name === name && each.users.includes(workspace.me.id));
    await perform(mine ? "remove_reaction" : "add_reaction", { channel: channel.id, ts: message.ts, name });
  }

  const asTyped = (message) => ({ ts: message.ts, text: typedForm(message.text, workspace) });

  function lastOwn() {
    const own = timeline.list().findLast((message) => message.user === workspace.me.id && !message.ephemeral);
    return own && asTyped(own);
  }

  function remove(message) {
    return perform("delete_message", { channel: channel.id, ts: message.ts });
  }

  async function change(ts, text) {
    return (await perform("edit_message", { channel: channel.id, ts, text, typed: true })).ok;
  }

  async function send(text) {
    const isCommand = !threadTs && text.startsWith("/");
    const word = text.split(/\s/, 1)[0];
    if (isCommand && !workspace.commands.some(({ command }) => command === word)) {
      showToast(`No app here knows ${word}. Type / to see the commands there are.`);
      return false;
    }
    const where = { channel: channel.id, ...(threadTs ? { thread_ts: threadTs } : {}) };
    const { ok } = await perform("post_message", { ...where, text, typed: true });
    if (ok) await toEnd();
    return ok;
  }

  return {
    element,
    focus: composer.focus,
    /** Reads anew what is there where one reads. */
    async load() {
      const around = scrolling.anchor();
      await read(() => timeline.load(around ? { around } : {}));
      await scrolling.ask("older");
    },
    /** Brings a message into view and marks it for a moment. */
    async point(ts) {
      if (!timeline.get(ts)) await read(() => timeline.load({ around: ts }));
      const message = scrolling.find(ts);
      if (!message) return;
      scrolling.show(message);
      message.classList.remove("pointed-at");
      requestAnimationFrame(() => message.classList.add("pointed-at"));
      await scrolling.ask("older");
      await scrolling.ask("newer");
    },
    receive(event) {
      const atEnd = scrolling.isStuck();
      const what = timeline.receive(event, { atEnd });
      if (what === "changed") draw();
      if (what && !atEnd && event.type === "message" && event.message.user !== workspace.me.id) jump.hidden = false;
    },
  };
}

function composerLabel(workspace, channel, threadTs) {
  if (threadTs) return "Reply…";
  return `Message ${workspace.channelTitle(channel.id)}`;
}

function emptyText(workspace, channel) {
  const name = workspace.channelTitle(channel.id);
  if (!workspace.isRoom(channel)) return `This is the beginning of your conversation with ${name}.`;
  return `This is the beginning of ${name}. Nothing was said here yet.`;
}
