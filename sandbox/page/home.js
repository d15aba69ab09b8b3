// An app's Home tab.

import { createView, drawBlocks } from "./blocks.js";
import { h } from "./dom.js";

export function createHome({ workspace, api, perform, app }) {
  const element = h("div", { class: "home-tab", tabindex: 0, role: "region", "aria-label": `Home of ${app.name}` });
  let drawn = null;

  function draw(view) {
    if (!view) {
      element.replaceChildren(h("p", { class: "empty" }, `${app.name} has not put anything here yet.`));
      return;
    }
    const scroll = element.scrollTop;
    const fresh = createView({
      workspace,
      kept: drawn?.states,
      act: (action) => perform("view_action", { view_id: view.id, ...action, values: fresh.states }),
      suggest: (action) => perform("suggest", { view_id: view.id, ...action }),
    });
    drawn = fresh;
    element.replaceChildren(h("div", { class: "home-page" }, drawBlocks(view.blocks, fresh)));
    element.scrollTop = scroll;
  }

  return {
    element,
    focus: () => {}, // nothing here waits for typing
    /** Shows what is there, and tells the app that its Home tab was opened. */
    async load() {
      draw(await api.home(app.id));
      await perform("open_home", { app: app.id });
    },
    receive(event) {
      if (event.type === "home" && event.app === app.id) draw(event.view);
    },
  };
}
