// Keeps the messages of one channel or thread that are near the reader, as the server tells them.
//
// The window is a run without gaps. `older` and `newer` say whether the server has more beyond it.

const PAGE = 50;
const MOST = 200; // of the messages that are kept here and drawn

/** `read({before | after | around, limit})` gets {messages, older, newer} from the server. */
export function createTimeline({ channel, threadTs, read }) {
  let messages = new Map();
  let older = false;
  let newer = false;
  let early = null; // what was pushed while a page was being read
  let reading = Promise.resolve();

  const isRoot = (message) => !message.thread_ts || message.thread_ts === message.ts;
  const belongs = (message) =>
    threadTs
      ? message.ts === threadTs || message.thread_ts === threadTs
      : isRoot(message) || message.subtype === "thread_broadcast";
  const list = () => [...messages.values()].sort((a, b) => Number(a.ts) - Number(b.ts));

  function isBefore(ts) {
    return older && !(Number(ts) >= Number(list()[0]?.ts));
  }

  function isBeyond(ts) {
    return newer && !(Number(ts) <= Number(list().at(-1)?.ts));
  }

  function apply(event) {
    const { type, message } = event;
    if (type === "message_deleted") return messages.delete(event.ts);
    if (type === "reactions") {
      const known = messages.get(event.ts);
      if (known) messages.set(event.ts, { ...known, reactions: event.reactions });
      return Boolean(known);
    }
    if (!message || !belongs(message) || isBefore(message.ts) || isBeyond(message.ts)) return false;
    messages.set(message.ts, message);
    return true;
  }

  /** Lets go of what is too much at one end: "older" or "newer". */
  function trim(end) {
    const tooMany = messages.size - MOST;
    if (tooMany <= 0) return;
    const sorted = list();
    const gone = end === "older" ? sorted.slice(0, tooMany) : sorted.slice(-tooMany);
    gone.forEach(({ ts }) => messages.delete(ts));
    if (end === "older") older = true;
    else newer = true;
  }

  /** One page at a time, so that the window never gets a gap; `where` says at last which. */
  function readPage(where, take) {
    reading = reading.catch(() => {}).then(async () => {
      const bounds = where();
      if (!bounds) return;
      early = [];
      try {
        take(await read({ limit: PAGE, ...bounds }));
        early.forEach(apply);
      } finally {
        early = null;
      }
    });
    return reading;
  }

  return {
    /** Reads anew: the newest page, or the one that `bounds` ({before, after or around}) name. */
    load: (bounds = {}) => readPage(() => bounds, (page) => {
      messages = new Map(page.messages.map((message) => [message.ts, message]));
      ({ older, newer } = page);
    }),

    /** Reads the next page in one direction, "older" or "newer". */
    more(end) {
      if (messages.size === 0) return this.load();
      const edge = () => (end === "older" ? older && { before: list()[0].ts } : newer && { after: list().at(-1).ts });
      return readPage(edge, (page) => {
        for (const message of page.messages) messages.set(message.ts, message);
        if (end === "older") ({ older } = page);
        else ({ newer } = page);
        trim(end === "older" ? "newer" : "older");
      });
    },

    /** Says what the event did: "changed" what is to be seen, "beyond" it is something new, or null. */
    receive(event, { atEnd }) {
      if (event.channel !== channel) return null;
      early?.push(event);
      if (apply(event)) {
        trim(atEnd ? "older" : "newer");
        return "changed";
      }
      return event.type === "message" && belongs(event.message) && isBeyond(event.message.ts) ? "beyond" : null;
    },

    list,
    get: (ts) => messages.get(ts),
    has: (end) => (end === "older" ? older : newer),
  };
}
