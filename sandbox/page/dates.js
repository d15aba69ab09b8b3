// Says moments in the reader's zone: times beside messages, day lines, and Slack's date tokens.

const DAY = 86400;

const formatters = new Map(); // to make one takes long, and each message needs some

function formatter(me, options) {
  const key = JSON.stringify([me.tz, options]);
  // The page speaks English; only zone and clock come from the reader.
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: me.tz || undefined, ...options }));
  return formatters.get(key);
}

const moment = (seconds) => new Date(Number(seconds) * 1000);
const say = (me, seconds, options) => formatter(me, options).format(moment(seconds));
const dayKey = (me, seconds) => say(me, seconds, { year: "numeric", month: "2-digit", day: "2-digit" });

export const sameDay = (me, a, b) => dayKey(me, a) === dayKey(me, b);

const DATE = { day: "numeric", month: "long", year: "numeric" };
const FORMATS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: DATE,
  date_short: { ...DATE, month: "short" },
  date_long: { ...DATE, weekday: "long" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

export const timeOfDay = (me, ts) => say(me, ts, FORMATS.time);
export const fullMoment = (me, ts) =>
  `${say(me, ts, FORMATS.date_long)}, ${say(me, ts, FORMATS.time_secs)}`;

/** "Today", "Yesterday", or the day with its weekday. */
export function dayName(me, ts) {
  return relativeDay(me, ts) ?? say(me, ts, { weekday: "long", day: "numeric", month: "long" });
}

function relativeDay(me, seconds, now = Date.now() / 1000) {
  for (const [days, name] of [[0, "Today"], [-1, "Yesterday"], [1, "Tomorrow"]]) {
    if (sameDay(me, seconds, now + days * DAY)) return name;
  }
  return null;
}

export function ago(seconds, now = Date.now() / 1000) {
  const past = now - Number(seconds);
  const amount = Math.abs(past);
  for (const [size, unit] of [[365 * DAY, "year"], [30 * DAY, "month"], [7 * DAY, "week"],
    [DAY, "day"], [3600, "hour"], [60, "minute"]]) {
    if (amount < size) continue;
    const count = Math.floor(amount / size);
    const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
    return past > 0 ? `${words} ago` : `in ${words}`;
  }
  return "just now";
}

function fillToken(me, seconds, token) {
  if (token === "ago") return ago(seconds);
  if (token === "date_num") return say(me, seconds, FORMATS.date_num).split("/").reverse().join("-");
  if (token.endsWith("_pretty")) {
    const day = relativeDay(me, seconds);
    if (day) return day.toLowerCase();
    return say(me, seconds, FORMATS[token.replace("_pretty", "")]);
  }
  return say(me, seconds, FORMATS[token]);
}

const TOKEN = /\{(date_num|date_long_pretty|date_short_pretty|date_pretty|date_long|date_short|date|time_secs|time|ago)\}/g;

/** Fills the tokens of a `<!date^…>`; null when the time is no time. */
export function fillDateTokens(me, seconds, template) {
  if (!Number.isFinite(Number(seconds)) || !template.match(TOKEN)) return null;
  try {
    const text = template.replace(TOKEN, (_, token) => fillToken(me, seconds, token));
    return text.charAt(0).toUpperCase() + text.slice(1);
  } catch {
    return null; // further away than a Date reaches
  }
}
