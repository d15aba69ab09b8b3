// One channel, direct message or thread on the screen: its messages and the field to write in.

import { createComposer } from "./composer.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessages } from "./messages.js";
import { createTimeline } from "./timeline.js";
import { showToast } from "./toast.js";

const NEAR_THE_END = 80;

export function createConversation({ workspace, api, perform, channel, threadTs, openThread }) {
  const timeline = createTimeline({ channel: channel.id, threadTs, read: () => api.messages(channel.id, threadTs) });
  const list = h("div", { class: "messages", role: "log", "aria-live": "off", "aria-label": "Messages", tabindex: 0 });
  const empty = h("p", { class: "empty", hidden: true }, emptyText(workspace, channel));
  const jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => toEnd() } }, icon("down"), "New messages");
  const composer = createComposer({ workspace, label: composerLabel(workspace, channel, threadTs), allowCommands: !threadTs, send });
  const element = h("div", { class: "conversation" }, h("div", { class: "scroller" }, list, empty), jump,
    foot());
  const scroller = element.querySelector(".scroller");
  const doing = {
    workspace, channel: channel.id, inThread: Boolean(threadTs), openThread, react,
    act: (message, action) => perform("click", { channel: channel.id, ts: message.ts, ...action }),
    suggest: (message, action) => perform("suggest", { channel: channel.id, ts: message.ts, ...action }),
    dismiss: (message) => perform("delete_message", { channel: channel.id, ts: message.ts }),
  };

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };
  scroller.addEventListener("scroll", () => { if (atEnd()) jump.hidden = true; });
  // Images and the window's size change heights later; whoever was at the end stays there.
  let stick = true;
  scroller.addEventListener("scroll", () => { stick = atEnd(); });
  new ResizeObserver(() => { if (stick) toEnd(); }).observe(list);

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
    drawMessages(list, messages, doing);
  }

  async function react(message, name) {
    const mine = message.ts && currentReactions(message.ts).some((each) => each.name === name && each.users.includes(workspace.me.id));
    await perform(mine ? "remove_reaction" : "add_reaction", { channel: channel.id, ts: message.ts, name });
  }

  function currentReactions(ts) {
    return timeline.list().find((message) => message.ts === ts)?.reactions ?? [];
  }

  async function send(text) {
    const isCommand = !threadTs && text.startsWith("/");
    const word = text.split(/\s/, 1)[0];
    if (isCommand && !workspace.commands.some(({ command }) => command === word)) {
      showToast(`No app here knows ${word}.`);
      return false;
    }
    stick = true;
    const where = { channel: channel.id, ...(threadTs ? { thread_ts: threadTs } : {}) };
    return (await perform("post_message", { ...where, text, typed: true })).ok;
  }

  return {
    element,
    focus: composer.focus,
    async load() {
      await timeline.load();
      draw();
      if (stick) toEnd();
    },
    /** Brings a message into view and marks it for a moment. */
    point(ts) {
      const message = list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
      if (!message) return;
      stick = false;
      message.scrollIntoView({ block: "center" });
      message.classList.remove("pointed-at");
      requestAnimationFrame(() => message.classList.add("pointed-at"));
    },
    receive(event) {
      const wasAtEnd = stick;
      if (!timeline.receive(event)) return;
      draw();
      if (wasAtEnd) toEnd();
      else if (event.type === "message" && event.message.user !== workspace.me.id) jump.hidden = false;
    },
  };
}

function composerLabel(workspace, channel, threadTs) {
  if (threadTs) return "Reply…";
  return `Message ${channel.kind === "im" ? "" : "#"}${workspace.channelName(channel.id)}`;
}

function emptyText(workspace, channel) {
  const name = workspace.channelName(channel.id);
  if (channel.kind === "im") return `This is the beginning of your conversation with ${name}.`;
  return `This is the beginning of #${name}. Nothing was said here yet.`;
}
