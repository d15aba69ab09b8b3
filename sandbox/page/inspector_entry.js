// One entry of the traffic in full: when and how it went, the request and the answer.

import { append, h } from "./dom.js";
import { icon } from "./icons.js";
import { drawJson } from "./inspector_json.js";
import { directionWord, duration, faultWord, kindWord, timeOfDay } from "./inspector_words.js";

/** Draws it; `say` tells that something was copied. */
export function drawEntry(entry, workspace, say) {
  const toApp = entry.direction === "to_app";
  const app = workspace.apps.find((each) => each.id === entry.app);
  return [
    drawFacts([
      ["What", `${kindWord(entry.kind)}, ${directionWord(entry.direction)}`],
      ["App", app?.name ?? entry.app ?? "unknown"],
      ["When", timeOfDay(entry.at)],
      ...(toApp ? deliveryFacts(entry) : callFacts(entry)),
      ["Fault", entry.fault && faultWord(entry.fault)],
    ]),
    toApp && entry.tries.length > 0 && drawTries(entry.tries),
    drawBody(toApp ? "Payload" : "Request", toApp ? entry.payload : entry.args, say),
    drawBody(toApp ? "Answer in the acknowledgement" : "Answer", entry.answer, say),
  ];
}

function callFacts(entry) {
  return [
    ["Took", entry.ms === null ? "no answer yet" : duration(entry.ms)],
    ["Status", entry.status ? String(entry.status) : entry.ms !== null && "none: the connection was closed"],
    ["Error", entry.error],
  ];
}

function deliveryFacts(entry) {
  const time = entry.acked_after === null ? "never" : duration(entry.acked_after * 1000);
  const isPending = entry.acked_after === null && !entry.failed;
  return [["Acknowledged", isPending ? "not yet" : [time, entry.late && h("strong", { class: "too-late" }, icon("lost"), " too late")]]];
}

function drawFacts(rows) {
  const list = h("dl", { class: "entry-facts" });
  for (const [name, value] of rows) if (value) append(list, [h("dt", null, name), h("dd", null, value)]);
  return list;
}

function drawTries(tries) {
  return h("ol", { class: "entry-tries", "aria-label": "Attempts" }, tries.map((each) => h("li", null,
    `${timeOfDay(each.at)} ${each.via === "http" ? "by HTTP" : "through a socket"}: `,
    each.seconds === null ? "under way" : `${each.failed ?? "acknowledged"} after ${duration(each.seconds * 1000)}`)));
}

function drawBody(title, body, say) {
  const copy = async () => {
    await navigator.clipboard.writeText(typeof body === "string" ? body : JSON.stringify(body, null, 2));
    say(`${title} copied`);
  };
  const isEmpty = body === null || body === undefined;
  return h("section", { class: "entry-body" },
    h("header", null, h("h4", null, title),
      !isEmpty && h("button", { type: "button", class: "tool", title: `Copy: ${title}`, "aria-label": `Copy: ${title}`, on: { click: copy } }, icon("copy"))),
    isEmpty ? h("p", { class: "hint" }, "Nothing.") : drawJson(body));
}
