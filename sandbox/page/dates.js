// Says moments in the reader's zone: times beside messages, day lines, and Slack's date tokens.

const DAY = 86400;

// The workspace's clock may be ahead of this machine's: so many seconds.
let ahead = 0;

/** Takes the workspace's time (seconds since 1970), from which everything relative is told. */
export function setNow(seconds) {
  if (Number.isFinite(seconds)) ahead = seconds - Date.now() / 1000;
}

export const now = () => Date.now() / 1000 + ahead;
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
const NEAR = 183 * DAY; // within half a year Slack leaves the year out
const FORMATS = {
  date_long_full: DATE,
  date_slash: { day: "2-digit", month: "2-digit", year: "numeric" },
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

/** "now", "2 min", "3 h", "yesterday 09:12", "Mon 09:12", "3 Nov 09:12": how long ago, in short. */
export function briefMoment(me, ts, at = now()) {
  const past = at - Number(ts);
  if (past >= -60 && past < 60) return "now";
  if (past >= 0 && past < 3600) return `${Math.floor(past / 60)} min`;
  const time = timeOfDay(me, ts);
  const day = relativeDay(me, ts, at);
  if (day === "Today") return past < 0 ? time : `${Math.floor(past / 3600)} h`;
  if (day) return `${day.toLowerCase()} ${time}`;
  if (past > 0 && past < 6 * DAY) return `${say(me, ts, { weekday: "short" })} ${time}`;
  const isThisYear = say(me, ts, { year: "numeric" }) === say(me, at, { year: "numeric" });
  return `${say(me, ts, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) })}${isThisYear ? ` ${time}` : ""}`;
}

/** "Today", "Yesterday", or the day with its weekday. */
export function dayName(me, ts) {
  return relativeDay(me, ts) ?? say(me, ts, { weekday: "long", day: "numeric", month: "long" });
}

function relativeDay(me, seconds, at = now()) {
  for (const [days, name] of [[0, "Today"], [-1, "Yesterday"], [1, "Tomorrow"]]) {
    if (sameDay(me, seconds, at + days * DAY)) return name;
  }
  return null;
}

export function ago(seconds) {
  const past = now() - Number(seconds);
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
    return sayDate(me, seconds, FORMATS[token.replace("_pretty", "")] ?? FORMATS.date_long);
  }
  if (WITHOUT_NEAR_YEAR.includes(token)) return sayDate(me, seconds, FORMATS[token]);
  return say(me, seconds, FORMATS[token]);
}

const WITHOUT_NEAR_YEAR = ["date", "date_short", "date_long"];

function sayDate(me, seconds, { year, ...rest }) {
  const isNear = Math.abs(now() - Number(seconds)) < NEAR;
  return say(me, seconds, isNear ? rest : { year, ...rest });
}

const TOKEN = /\{(date_num|date_slash|day_divider_pretty|date_long_full|date_long_pretty|date_short_pretty|date_pretty|date_long|date_short|date|time_secs|time|ago)\}/g;

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
