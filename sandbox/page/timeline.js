// Keeps the messages of one channel or thread, as the server tells them.

export function createTimeline({ channel, threadTs, read }) {
  let messages = new Map();
  let early = null; // what was pushed while the list was being read

  const isRoot = (message) => !message.thread_ts || message.thread_ts === message.ts;
  const belongs = (message) =>
    threadTs
      ? message.ts === threadTs || message.thread_ts === threadTs
      : isRoot(message) || message.subtype === "thread_broadcast";

  function apply(event) {
    const { type, message } = event;
    if (type === "message_deleted") return messages.delete(event.ts);
    if (type === "reactions") {
      const known = messages.get(event.ts);
      if (known) messages.set(event.ts, { ...known, reactions: event.reactions });
      return Boolean(known);
    }
    if (belongs(message)) {
      messages.set(message.ts, message);
      return true;
    }
    return false;
  }

  return {
    async load() {
      early = [];
      const list = await read();
      messages = new Map(list.map((message) => [message.ts, message]));
      early.forEach(apply);
      early = null;
    },
    /** Whether the event changed what is to be seen. */
    receive(event) {
      if (event.channel !== channel) return false;
      early?.push(event);
      return apply(event);
    },
    list: () => [...messages.values()].sort((a, b) => Number(a.ts) - Number(b.ts)),
  };
}
