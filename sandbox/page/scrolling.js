// Keeps what the reader sees in its place while messages come and go above and below.

const NEAR = 600; // pixels to an end of what is drawn from which more of it is wanted
const AT_THE_END = 80;

/** `hasMore(end)` and `wants(end)` are about what is not drawn, "older" or "newer". */
export function createScrolling({ scroller, list, hasMore, wants }) {
  let stuck = true; // at the end, and to stay there when something comes
  let anchor = null; // the topmost message that is seen, and how far below the edge it begins
  let last = 0; // where we scrolled to

  const below = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const find = (ts) => list.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  const topOf = (element) => element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;

  function scrollTo(top) {
    scroller.scrollTop = top;
    last = scroller.scrollTop;
  }

  function note() {
    const edge = scroller.getBoundingClientRect().top;
    const first = [...list.children].find((child) => child.dataset.ts && child.getBoundingClientRect().bottom > edge);
    anchor = first && { ts: first.dataset.ts, top: topOf(first) };
  }

  function restore() {
    if (stuck) return scrollTo(scroller.scrollHeight);
    const element = anchor && find(anchor.ts);
    if (element) scrollTo(scroller.scrollTop + topOf(element) - anchor.top);
    return undefined;
  }

  function ask(end) {
    const left = end === "older" ? scroller.scrollTop : below();
    return left < NEAR && hasMore(end) ? wants(end) : undefined;
  }

  scroller.addEventListener("scroll", () => {
    const before = last;
    last = scroller.scrollTop;
    stuck = below() < AT_THE_END && !hasMore("newer");
    note();
    // Only the way the reader goes: the two ends must not take turns in a very high window.
    if (last < before) ask("older");
    if (last > before) ask("newer");
  });
  // Images and the window's size change heights later.
  const sizes = new ResizeObserver(restore);
  sizes.observe(list);
  sizes.observe(scroller);

  return {
    find,
    ask,
    isStuck: () => stuck,
    anchor: () => (stuck ? null : anchor?.ts),

    /** Lets `draw` change the list, and puts the reader back where they were. */
    keep(draw) {
      const hadFocus = list.contains(document.activeElement);
      note();
      draw();
      restore();
      if (hadFocus && !list.contains(document.activeElement)) list.focus({ preventScroll: true });
    },

    toEnd() {
      stuck = true;
      restore();
    },

    /** Goes to a message, or without one to the beginning. */
    show(message) {
      stuck = false;
      if (message) message.scrollIntoView({ block: "center" });
      else scroller.scrollTop = 0;
      last = scroller.scrollTop;
      note();
    },
  };
}
