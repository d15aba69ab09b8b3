// Buttons that let the next things go wrong, for looking at how an app bears it.

import { h } from "./dom.js";
import { explainError } from "./api.js";

const SLOW_SECONDS = 10;
const HELD_SECONDS = 5;
const CHOICES = [
  ["Rate limit the next call", "faults", { kind: "rate_limited", seconds: 2 }],
  ["Fail the next call (500)", "faults", { kind: "error_500" }],
  ["Lose the next answer", "faults", { kind: "lost_answer" }],
  [`Be slow for ${SLOW_SECONDS} seconds`, "faults", { kind: "delay", seconds: 1, lasts: SLOW_SECONDS }],
  ["Deliver the next twice", "faults", { kind: "twice" }],
  [`Hold the next back for ${HELD_SECONDS} seconds`, "faults", { kind: "late", seconds: HELD_SECONDS }],
  ["Lose the next acknowledgement", "faults", { kind: "lost_ack" }],
  ["Cut the sockets", "disconnect_sockets", {}],
  ["End all faults", "end_faults", {}],
];

/** The section; `refresh` reads anew what is still to come. */
export function createFaults(api) {
  const said = h("p", { class: "hint", role: "status" });
  const waiting = h("span", { class: "hint" });

  async function order([label, name, fields]) {
    const answer = await api.admin(name, fields);
    said.textContent = answer.ok ? `Done: ${label.toLowerCase()}.` : explainError(answer.error);
    await refresh();
  }

  async function refresh() {
    const { length } = await api.faults();
    waiting.textContent = length === 0 ? "" : `${length} to come`;
  }

  const element = h("details", { class: "faults" },
    h("summary", null, h("h3", null, "Faults"), waiting),
    h("div", { class: "fault-choices" }, CHOICES.map((choice) =>
      h("button", { type: "button", class: "button", on: { click: () => order(choice) } }, choice[0]))),
    said);
  return { element, refresh };
}
