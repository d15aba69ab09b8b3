// Remembers in this browser up to where each colleague has read, and counts what came since.

const NOTHING = { messages: 0, mentions: 0 };

export function createUnread(user) {
  const counts = new Map(); // channel id → {messages, mentions}
  const latest = new Map(); // channel id → the newest ts that the sandbox told of
  const placeOf = (channel) => `botschafter-sandbox:read:${user}:${channel}`;

  const isReply = (message) => message.thread_ts && message.thread_ts !== message.ts;
  const speaksToMe = (channel, message) => ["im", "mpim"].includes(channel.kind) || (message.text ?? "").includes(`<@${user}>`);

  function markRead(channel) {
    counts.delete(channel);
    localStorage.setItem(placeOf(channel), latest.get(channel) ?? "0");
  }

  return {
    of: (channel) => counts.get(channel) ?? NOTHING,
    total: () => [...counts.values()].reduce((sum, each) => sum + each.mentions, 0),
    markRead,

    /** Up to where the channels were read: [channel id, ts] of those that were ever open. */
    placesIn: (channels) => [...channels].map((id) => [id, localStorage.getItem(placeOf(id))]).filter(([, ts]) => ts),

    /** Takes what the sandbox counted in each channel; on the first visit all counts as read. */
    recount(counted) {
      for (const [id, count] of Object.entries(counted)) {
        latest.set(id, count.latest);
        counts.set(id, count);
        if (!localStorage.getItem(placeOf(id))) markRead(id);
      }
    },

    receive(channel, message, isShown) {
      if (!(Number(message.ts) <= Number(latest.get(channel.id)))) latest.set(channel.id, message.ts);
      if (isShown) markRead(channel.id);
      if (isShown || message.user === user || isReply(message)) return;
      const { messages, mentions } = this.of(channel.id);
      counts.set(channel.id, { messages: messages + 1, mentions: mentions + (speaksToMe(channel, message) ? 1 : 0) });
    },
  };
}
