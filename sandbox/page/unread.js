// Remembers in this browser up to where each colleague has read, and counts what came since.

import { now } from "./dates.js";

export function createUnread(user) {
  const counts = new Map(); // channel id → {messages, mentions}
  const placeOf = (channel) => `botschafter-sandbox:read:${user}:${channel}`;

  function count(channel, isMention) {
    const known = counts.get(channel) ?? { messages: 0, mentions: 0 };
    counts.set(channel, { messages: known.messages + 1, mentions: known.mentions + (isMention ? 1 : 0) });
  }

  const isOwn = (message) => message.user === user;
  const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;
  const speaksToMe = (channel, message) => channel.kind === "im" || (message.text ?? "").includes(`<@${user}>`);

  return {
    of: (channel) => counts.get(channel) ?? { messages: 0, mentions: 0 },
    total: () => [...counts.values()].reduce((sum, each) => sum + each.mentions, 0),

    markRead(channel, messages = []) {
      counts.delete(channel);
      const last = messages.at(-1)?.ts ?? String(now());
      localStorage.setItem(placeOf(channel), last);
    },

    /** Counts the channel anew from its messages; on the first visit all counts as read. */
    recount(channel, messages) {
      const read = localStorage.getItem(placeOf(channel.id));
      counts.delete(channel.id);
      if (read === null) return this.markRead(channel.id, messages);
      for (const message of messages) {
        if (Number(message.ts) > Number(read) && !isOwn(message)) count(channel.id, speaksToMe(channel, message));
      }
      return undefined;
    },

    receive(channel, message) {
      if (!isOwn(message) && !isReply(message)) count(channel.id, speaksToMe(channel, message));
    },
  };
}
