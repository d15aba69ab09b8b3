// Says in words what an entry of the traffic is, how it went, and how long it took.

const KINDS = {
  call: "Call of the Web API",
  response_url: "Use of a response URL",
  events_api: "Event",
  slash_commands: "Command",
  interactive: "Interaction",
};
const FAULTS = {
  error_500: "answered with 500 on demand",
  rate_limited: "rate limited on demand",
  lost_answer: "answer lost on demand",
  lost_request: "request lost on demand",
  delay: "slow on demand",
  error: "refused on demand",
  twice: "delivered twice on demand",
  late: "held back on demand",
  lost_ack: "acknowledgement lost on demand",
};

export const kindWord = (kind) => KINDS[kind] ?? kind;
export const faultWord = (fault) => FAULTS[fault] ?? fault;
export const directionWord = (direction) => (direction === "to_app" ? "to the app" : "to Slack");
export const isWrong = (entry) => entry.late || entry.state === "failed";

export function duration(ms) {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function timeOfDay(at) {
  return new Date(at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hour12: false });
}

/** How it went, in a few words: "12 ms", "late: 4.2 s", "no acknowledgement", "429 ratelimited". */
export function outcome(entry) {
  if (entry.direction === "to_slack") {
    if (entry.state === "waiting") return "no answer yet";
    if (entry.state === "ok") return duration(entry.ms);
    return [entry.status && entry.status !== 200 ? entry.status : "", entry.error].filter(Boolean).join(" ");
  }
  if (entry.ms !== null) return entry.late ? `late: ${duration(entry.ms)}` : duration(entry.ms);
  if (entry.error === "no_connection") return "no app connected";
  if (entry.error && !entry.error.endsWith("timeout")) return entry.error;
  return entry.late ? "no acknowledgement" : "no acknowledgement yet";
}

/** The whole line for those who hear it. */
export function spoken(entry) {
  return [
    `${entry.name} ${directionWord(entry.direction)}`, entry.about, outcome(entry),
    entry.attempts > 1 && `${entry.attempts} attempts`, entry.fault && faultWord(entry.fault),
  ].filter(Boolean).join(", ");
}
