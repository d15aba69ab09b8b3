// Which colours the page wears: the system's, light or dark; remembered in this browser.

const KEY = "botschafter-sandbox:theme";
export const THEMES = [["system", "As the system"], ["light", "Light"], ["dark", "Dark"]];

export const currentTheme = () => localStorage.getItem(KEY) ?? "system";

export function wearTheme(theme) {
  if (theme === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  document.documentElement.dataset.theme = theme;
}

/** Wears the theme that was chosen, also when another window changes it. */
export function followTheme() {
  wearTheme(currentTheme());
  addEventListener("storage", (event) => { if (event.key === KEY) wearTheme(currentTheme()); });
}
