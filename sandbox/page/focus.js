// Brings the focus back to where it was, also when what had it was drawn anew meanwhile.

export function rememberFocus() {
  const active = document.activeElement;
  const ts = active?.closest("[data-ts]")?.dataset.ts;
  const pane = active?.closest("#thread") ? "#thread" : "#place-content";
  const mark = active?.dataset.focus;

  return () => {
    if (active?.isConnected && active !== document.body) {
      active.focus();
      return;
    }
    const message = ts && document.querySelector(`${pane} [data-ts="${CSS.escape(ts)}"]`);
    const same = message && mark && message.querySelector(`[data-focus="${CSS.escape(mark)}"]`);
    (same || message || document.querySelector(`${pane} textarea`))?.focus();
  };
}
