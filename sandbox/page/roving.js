// Moves among messages with the keyboard. One message at a time is a stop for the Tab key, with all
// that can be pressed in it; arrow keys go to the next, and single letters press its `data-key` tools.

const STOPS = "a[href], button, input, select, textarea, summary";

export function moveAmongMessages(list) {
  let current = null;

  function setStops(message, on) {
    message.tabIndex = on ? 0 : -1;
    for (const each of message.querySelectorAll(STOPS)) {
      if (on) each.removeAttribute("tabindex");
      else each.tabIndex = -1;
    }
  }

  function choose(message) {
    if (message === current) return;
    if (current) setStops(current, false);
    current = message;
    list.tabIndex = current ? -1 : 0;
    if (current) setStops(current, true);
  }

  const newest = () => [...list.querySelectorAll(":scope > .message, :scope > * > .message")].at(-1) ?? null;

  function beside(message, step) {
    const all = [...list.querySelectorAll(".message")];
    return all[Math.max(0, Math.min(all.indexOf(message) + step, all.length - 1))];
  }

  function target(key) {
    if (key === "ArrowDown") return current && beside(current, 1);
    if (key === "ArrowUp") return current && beside(current, -1);
    if (key === "Home") return list.querySelector(".message");
    return key === "End" ? newest() : null;
  }

  function noteChange(records) {
    for (const { target: place, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const message = place.closest?.(".message");
      if (message) setStops(message, message === current);
      for (const node of addedNodes) if (node.matches?.(".message")) setStops(node, node === current);
      if (![...removedNodes].includes(current) || current.isConnected) continue;
      // Whoever stood on a message that is gone, stands on its neighbour.
      const heir = [nextSibling, previousSibling].find((node) => node?.isConnected && node.matches?.(".message"));
      const hadFocus = document.activeElement === document.body && list.dataset.focused === "true";
      choose(heir ?? newest());
      if (hadFocus) current?.focus({ preventScroll: true });
    }
    if (!list.contains(document.activeElement)) choose(newest());
  }

  new MutationObserver(noteChange).observe(list, { childList: true, subtree: true });
  list.addEventListener("focusin", (event) => {
    list.dataset.focused = "true";
    const message = event.target.closest(".message");
    if (message) choose(message);
  });
  list.addEventListener("focusout", (event) => { if (event.relatedTarget) delete list.dataset.focused; });
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const message = event.target.closest(".message");
    if (message && event.target !== message) {
      if (event.key !== "Escape" || event.target.matches("select")) return;
      event.stopPropagation(); // from a part to the whole; the next Escape goes on from there
      message.focus();
      return;
    }
    const next = target(event.key);
    const tool = /^[a-z]$/i.test(event.key) && message?.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
    if (!next && !tool) return;
    event.preventDefault();
    if (tool) tool.click();
    else {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    }
  });
}
