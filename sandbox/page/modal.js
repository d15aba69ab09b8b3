// Shows the modals that apps open: the top one of the stack, with its inputs, errors and buttons.

import { createView, drawBlocks } from "./blocks.js";
import { explainError } from "./api.js";
import { h, newId } from "./dom.js";
import { rememberFocus } from "./focus.js";
import { uploadFile } from "./files.js";
import { icon } from "./icons.js";
import { drawText } from "./mrkdwn.js";

export function createModals({ workspace, api, perform }) {
  const shown = new Map(); // view id → {view, dialog, drawn}, the top one last
  let back = null; // brings the focus back when the last one is closed

  function put(view) {
    const old = shown.get(view.id);
    if (shown.size === 0) back = rememberFocus();
    if (old && looks(old.view) === looks(view)) return;
    shown.set(view.id, old ? redraw(old, view) : open(view));
    showTop();
  }

  function open(view) {
    const modal = { view, dialog: h("dialog", { class: "modal" }) };
    modal.dialog.addEventListener("cancel", (event) => {
      if (event.target !== modal.dialog) return;
      event.preventDefault();
      close(modal);
    });
    modal.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || document.querySelector(":popover-open:not(.toast)")) return;
      event.preventDefault();
      close(modal);
    });
    document.body.append(modal.dialog);
    return redraw(modal, view);
  }

  /** Draws the view anew; what somebody chose or typed stays, as in Slack. */
  function redraw(modal, view) {
    const kept = modal.drawn?.states ?? view.state?.values ?? {};
    const focused = focusPath(modal.dialog);
    modal.view = view;
    modal.drawn = createView({
      workspace,
      kept,
      act: (action) => perform("view_action", { view_id: view.id, ...action, values: modal.drawn.states }),
      suggest: (action) => perform("suggest", { view_id: view.id, ...action }),
      upload: (file) => uploadFile(perform, file),
    });
    modal.dialog.replaceChildren(drawForm(modal));
    if (focused) modal.dialog.querySelector(focused)?.focus();
    return modal;
  }

  function drawForm(modal) {
    const { view, drawn } = modal;
    const title = newId();
    modal.dialog.setAttribute("aria-labelledby", title);
    const hasInputs = (view.blocks ?? []).some((block) => block.type === "input");
    const submitText = view.submit ?? (hasInputs ? { type: "plain_text", text: "Submit" } : null);
    const quit = () => close(modal);
    const form = h("form", { novalidate: true },
      h("header", null, h("h2", { id: title }, drawText(view.title, workspace)),
        h("button", { type: "button", class: "tool", "aria-label": "Close", on: { click: quit } }, icon("close"))),
      h("div", { class: "modal-body" }, h("p", { class: "form-error", role: "alert" }), drawBlocks(view.blocks, drawn)),
      h("footer", null,
        h("button", { type: "button", class: "button", on: { click: quit } }, view.close ? drawText(view.close, workspace) : submitText ? "Cancel" : "Close"),
        submitText && h("button", { type: "submit", class: "button primary" }, drawText(submitText, workspace))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit(modal, form);
    });
    return form;
  }

  async function submit(modal, form) {
    if (form.classList.contains("busy")) return;
    form.classList.add("busy");
    form.setAttribute("aria-busy", "true");
    const answer = await api.act("submit_view", { view_id: modal.view.id, values: modal.drawn.states });
    form.classList.remove("busy");
    form.removeAttribute("aria-busy");
    if (answer.ok) await sync();
    else showErrors(form, answer.errors ?? {}, answer.error === "validation" ? "" : explainError(answer.error));
  }

  async function close(modal) {
    drop(modal.view.id);
    await perform("close_view", { view_id: modal.view.id });
  }

  function drop(id) {
    const modal = shown.get(id);
    if (!modal) return;
    shown.delete(id);
    modal.dialog.close();
    modal.dialog.remove();
    showTop();
    if (shown.size === 0) back?.();
  }

  function showTop() {
    const top = [...shown.values()].at(-1);
    for (const modal of shown.values()) {
      if (modal !== top && modal.dialog.open) modal.dialog.close();
    }
    if (top && !top.dialog.open) {
      top.dialog.showModal();
      const begin = top.dialog.querySelector("[autofocus]") ?? top.dialog.querySelector(".modal-body :is(input, textarea, select)");
      begin?.focus();
    }
  }

  async function sync() {
    const views = await api.modals();
    for (const id of [...shown.keys()]) if (!views.some((view) => view.id === id)) drop(id);
    views.forEach(put);
  }

  return {
    sync,
    receive(event) {
      if (event.type === "modal_closed") drop(event.view_id);
      else put(event.view);
    },
  };
}

/** What of a view is to be seen; what was filled in is this page's own. */
function looks(view) {
  return JSON.stringify({ ...view, state: null, hash: null });
}

function focusPath(dialog) {
  const active = dialog.contains(document.activeElement) && document.activeElement.closest("[data-action-id]");
  const block = active && active.closest("[data-block-id]");
  if (!block) return null;
  return `[data-block-id="${CSS.escape(block.dataset.blockId)}"] [data-action-id="${CSS.escape(active.dataset.actionId)}"]`;
}

/** Says under each input what is wrong with it, and on top what is wrong with the whole. */
function showErrors(form, errors, general = "") {
  const blocks = [...form.querySelectorAll(".block-input")];
  for (const block of blocks) {
    const text = errors[block.dataset.blockId] ?? "";
    block.querySelector(".input-error").textContent = text;
    block.querySelector("[data-action-id]")?.setAttribute("aria-invalid", String(Boolean(text)));
  }
  const first = blocks.find((block) => block.dataset.blockId in errors);
  first?.querySelector("input, textarea, select")?.focus();
  const placed = new Set(blocks.map((block) => block.dataset.blockId));
  const rest = Object.entries(errors).filter(([id]) => !placed.has(id)).map(([, text]) => text);
  form.querySelector(".form-error").textContent = [general, ...rest].join(" ").trim();
}
