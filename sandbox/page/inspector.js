// The inspector beside the conversation: what apps and the workspace say to each other, as it happens.

import { append, h } from "./dom.js";
import { icon } from "./icons.js";
import { drawEntry } from "./inspector_entry.js";
import { createFaults } from "./inspector_faults.js";
import { createTrafficList } from "./inspector_list.js";
import { directionWord, faultWord, isWrong, kindWord, outcome } from "./inspector_words.js";
import { keepLine } from "./live.js";

const MOST = 5000;
const KEY = "F8";

/** Wires the inspector to its button; it listens to the sandbox only while it is open. */
export function createInspector({ at, api, workspace }) {
  const pane = at("inspector");
  const button = at("inspector-button");
  const entries = new Map(); // summaries by seq, oldest first
  let hangUp = null;
  let pausedAt = null; // what was there when one paused
  let lastCleared = 0;
  let newest = 0;
  let open = null; // the seq of the entry that is shown in full

  const list = createTrafficList(showEntry);
  const faults = createFaults(api);
  const search = h("input", { type: "search", class: "field", placeholder: "Filter", "aria-label": "Filter the traffic by text", on: { input: draw } });
  const which = h("select", { "aria-label": "Which traffic", on: { change: draw } },
    [["", "All traffic"], ["to_slack", "To Slack"], ["to_app", "To apps"], ["wrong", "What went wrong"]]
      .map(([value, text]) => h("option", { value }, text)));
  const pause = h("button", { type: "button", class: "tool", on: { click: togglePause } });
  const count = h("p", { class: "hint traffic-count" });
  const details = h("section", { class: "entry", "aria-label": "Entry", tabindex: -1, hidden: true });
  append(pane, [
    h("header", { class: "bar" }, h("h2", null, "Inspector"), pause,
      tool("clear", "Clear the list", clear), tool("close", "Close the inspector", () => toggle(false))),
    h("div", { class: "traffic-filter" }, search, which),
    list.element, count, details, faults.element,
  ]);
  button.append(icon("inspect"));
  button.addEventListener("click", () => toggle());
  addEventListener("keydown", (event) => {
    if (event.key !== KEY || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    toggle();
  });
  pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // else the thread beside it would close
    if (open === null) toggle(false);
    else closeEntry();
  });
  drawPause();

  function tool(name, label, click) {
    return h("button", { type: "button", class: "tool", title: label, "aria-label": label, on: { click } }, icon(name));
  }

  function toggle(wanted = pane.hidden) {
    pane.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (!wanted) {
      hangUp();
      button.focus();
      return;
    }
    hangUp = keepLine("/_sandbox/traffic/live", { opened, received, lost: () => {} });
    list.focus();
  }

  function opened() {
    entries.clear();
    newest = lastCleared;
    draw();
    faults.refresh();
  }

  function received({ cleared, entries: news }) {
    if (cleared) {
      entries.clear();
      closeEntry();
    }
    for (const entry of news) {
      if (entry.seq > newest || entries.has(entry.seq)) entries.set(entry.seq, entry);
      newest = Math.max(newest, entry.seq);
    }
    for (const seq of entries.keys()) {
      if (entries.size <= MOST) break;
      entries.delete(seq);
    }
    draw();
    if (news.some((entry) => entry.fault)) faults.refresh();
    if (news.some((entry) => entry.seq === open)) showEntry(open);
  }

  function draw() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [...(pausedAt ?? entries).values()].filter((entry) => fits(entry, which.value, words));
    list.show(found);
    const all = (pausedAt ?? entries).size;
    count.textContent = found.length === all ? `${all} entries` : `${found.length} of ${all} entries`;
    drawPause();
  }

  function togglePause() {
    pausedAt = pausedAt ? null : new Map(entries);
    draw();
  }

  function drawPause() {
    const label = pausedAt ? "Go on" : "Pause";
    pause.replaceChildren(icon(pausedAt ? "play" : "pause"));
    pause.title = label;
    pause.setAttribute("aria-label", label);
  }

  function clear() {
    lastCleared = newest;
    entries.clear();
    pausedAt &&= new Map();
    closeEntry();
    draw();
  }

  async function showEntry(seq) {
    const isNew = open !== seq;
    open = seq;
    const entry = await api.trafficEntry(seq).catch(() => null);
    if (open !== seq || !entry) return;
    const summary = entries.get(seq) ?? pausedAt?.get(seq);
    details.hidden = false;
    details.replaceChildren(
      h("header", null, h("h3", null, summary?.name ?? entry.kind), tool("close", "Close the entry", closeEntry)));
    append(details, drawEntry(entry, workspace, (text) => { at("announcer").textContent = text; }));
    if (isNew) details.scrollTop = 0;
  }

  function closeEntry() {
    const hadFocus = details.contains(document.activeElement);
    open = null;
    details.hidden = true;
    details.replaceChildren();
    list.forget();
    if (hadFocus) list.focus();
  }
}

function fits(entry, which, words) {
  if (which === "wrong" && !isWrong(entry)) return false;
  if (which.startsWith("to_") && entry.direction !== which) return false;
  if (words.length === 0) return true;
  const text = [entry.name, entry.about, kindWord(entry.kind), directionWord(entry.direction), outcome(entry), entry.fault && faultWord(entry.fault)].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}
