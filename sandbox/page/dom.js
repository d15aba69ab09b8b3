// Makes and updates DOM nodes. Foreign text only ever enters the page as a text node.

/** An element: `h("p", {class: "hint", on: {click: f}}, "text", otherNode)`. */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  append(element, children);
  for (const [name, value] of Object.entries(props ?? {})) set(element, name, value);
  return element;
}

export function append(element, children) {
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") {
    for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  } else if (name === "data") {
    Object.assign(element.dataset, value);
  } else if (name === "value" || name === "checked") {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}

/** The address when it is one that may be followed, else null. */
export function safeUrl(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

export function link(address, ...children) {
  const href = safeUrl(address);
  if (!href) return h("span", { class: "dead-link" }, ...children);
  return h("a", anchorTo(href), ...children);
}

/** The attributes of a link: a place of this page opens here, all else in a new tab. */
export function anchorTo(href) {
  const here = `${location.origin}/#`;
  if (href.startsWith(here)) return { href: href.slice(here.length - 1) };
  return { href, target: "_blank", rel: "noopener noreferrer" };
}

/**
 * Makes the parent's children those of `items` ({key, version, draw}), in order. A child whose
 * version did not change stays as it is, so that focus and what someone typed in it survive.
 */
export function reconcile(parent, items) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const kept = new Set(items.map(({ key }) => key));
  // First of all, so that what stays need not move, which would cost it focus and time.
  for (const [key, child] of old) if (!kept.has(key)) child.remove();
  let previous = null;
  for (const { key, version, draw, update } of items) {
    let child = old.get(key);
    if (!child || child.drawnVersion !== version) {
      const fresh = child && update ? (update(child), child) : draw();
      fresh.dataset.key = key;
      fresh.drawnVersion = version;
      if (child && child !== fresh) replaceKeepingFocus(child, fresh);
      child = fresh;
    }
    const place = previous ? previous.nextSibling : parent.firstChild;
    if (place !== child) parent.insertBefore(child, place);
    previous = child;
  }
}

function replaceKeepingFocus(old, fresh) {
  const mark = old.contains(document.activeElement) && document.activeElement.dataset.focus;
  old.replaceWith(fresh);
  if (mark) fresh.querySelector(`[data-focus="${CSS.escape(mark)}"]`)?.focus();
}

let lastId = 0;
/** An id that is new in this page, for tying labels to what they name. */
export function newId() {
  lastId += 1;
  return `n${lastId}`;
}
