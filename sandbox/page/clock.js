// Times beside messages: how long ago in short, the exact moment in the tip and for screen readers.

import { briefMoment, fullMoment, timeOfDay } from "./dates.js";
import { h } from "./dom.js";

const EVERY = 15_000;

/** A `<time>`; `clockOnly` gives the time of day, where there is no room for more. */
export function drawTime(me, ts, { clockOnly = false } = {}) {
  const text = clockOnly ? timeOfDay(me, ts) : briefMoment(me, ts);
  return h("time", {
    class: "when", datetime: new Date(Number(ts) * 1000).toISOString(), data: clockOnly ? {} : { ts },
  }, h("span", { "aria-hidden": "true" }, text), h("span", { class: "for-ears" }, fullMoment(me, ts)));
}

/** Lets "2 min" become "3 min" as time goes by. */
export function keepTimesCurrent(me) {
  setInterval(() => {
    for (const time of document.querySelectorAll("time[data-ts]")) {
      const text = briefMoment(me, time.dataset.ts);
      if (time.firstChild.textContent !== text) time.firstChild.textContent = text;
    }
  }, EVERY);
}
