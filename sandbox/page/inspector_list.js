// The list of traffic: only the rows in view are on the page, however many there are.

import { h, newId, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { directionWord, isWrong, outcome, spoken, timeOfDay } from "./inspector_words.js";

const ROW = 46;
const BEYOND = 6; // rows above and below what is in view

/** Calls `choose(seq)` when a row is chosen; `show(entries)` draws them, oldest first. */
export function createTrafficList(choose) {
  const id = newId();
  const inside = h("div", { class: "traffic-rows", role: "presentation" });
  const list = h("div", { class: "traffic", role: "listbox", tabindex: 0, "aria-label": "Traffic" }, inside);
  let entries = [];
  let chosen = null;
  let follows = true; // the newest, as long as one looks at the end

  list.addEventListener("scroll", () => {
    follows = list.scrollHeight - list.scrollTop - list.clientHeight < ROW;
    draw();
  });
  list.addEventListener("keydown", moveChoice);
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) chooseAt(entries.findIndex((entry) => entry.seq === Number(row.dataset.key)));
  });
  new ResizeObserver(() => {
    reveal();
    draw();
  }).observe(list);

  function moveChoice(event) {
    const page = Math.max(1, Math.floor(list.clientHeight / ROW) - 1);
    const at = entries.findIndex((entry) => entry.seq === chosen);
    const next = {
      ArrowDown: at + 1, ArrowUp: at < 0 ? entries.length - 1 : at - 1,
      PageDown: at + page, PageUp: at - page, Home: 0, End: entries.length - 1,
    }[event.key];
    if (next === undefined || entries.length === 0) return;
    event.preventDefault();
    chooseAt(Math.max(0, Math.min(next, entries.length - 1)));
  }

  function chooseAt(index) {
    if (!entries[index]) return;
    chosen = entries[index].seq;
    follows = index === entries.length - 1;
    reveal();
    draw();
    choose(chosen);
  }

  /** Brings the chosen row into view, also when the list has become lower. */
  function reveal() {
    const index = entries.findIndex((entry) => entry.seq === chosen);
    if (index < 0 || follows) return;
    const top = index * ROW;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
  }

  function draw() {
    inside.style.height = `${entries.length * ROW}px`;
    if (follows) list.scrollTop = list.scrollHeight;
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - BEYOND);
    const last = Math.min(entries.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + BEYOND);
    reconcile(inside, entries.slice(first, last).map((entry) =>
      ({ key: String(entry.seq), version: entry, draw: () => drawRow(entry) })));
    [...inside.children].forEach((row, at) => {
      row.style.top = `${(first + at) * ROW}px`;
      row.setAttribute("aria-setsize", entries.length);
      row.setAttribute("aria-posinset", first + at + 1);
      row.setAttribute("aria-selected", String(Number(row.dataset.key) === chosen));
    });
    if (document.getElementById(`${id}-${chosen}`)) list.setAttribute("aria-activedescendant", `${id}-${chosen}`);
    else list.removeAttribute("aria-activedescendant");
  }

  function drawRow(entry) {
    return h("div", {
      id: `${id}-${entry.seq}`, class: `traffic-row ${isWrong(entry) ? "wrong" : ""}`, role: "option",
      "aria-label": spoken(entry),
    },
    h("span", { class: `arrow ${entry.direction}`, title: directionWord(entry.direction) }, entry.direction === "to_app" ? "↓" : "↑"),
    h("span", { class: "traffic-name" }, entry.name),
    h("span", { class: "traffic-outcome" }, isWrong(entry) && icon("lost"), outcome(entry)),
    h("span", { class: "traffic-about" }, entry.about),
    h("span", { class: "traffic-when" }, entry.attempts > 1 && h("span", { class: "traffic-attempts" }, `${entry.attempts} ×`),
      entry.fault && h("span", { class: "traffic-fault" }, "fault"), timeOfDay(entry.at)));
  }

  return {
    element: list,
    focus: () => list.focus(),
    show(found) {
      entries = found;
      draw();
    },
    forget() {
      chosen = null;
      draw();
    },
  };
}
