// The page's own line icons, drawn on a 20 by 20 grid.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  channel: "M7.5 3.5 6 16.5M14 3.5l-1.5 13M3.5 7.5h13M3 12.5h13",
  private: "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5",
  home: "M3.5 9.5 10 4l6.5 5.5M5.5 8.5v7.5h9V8.5",
  messages: "M3.5 4.5h13v9h-7l-3.5 3v-3H3.5z",
  react: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7.5 8.2v.3M12.5 8.2v.3M7 11.5c1.5 2.3 4.5 2.3 6 0",
  reply: "M8 5 3.5 9.5 8 14M3.5 9.5h8a5 5 0 0 1 5 5v1",
  close: "M5 5l10 10M15 5 5 15",
  send: "M3.5 10 16.5 4l-4 12.5-3-5zM9.5 11.5l7-7.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  menu: "M3.5 5.5h13M3.5 10h13M3.5 14.5h13",
  window: "M3.5 7.5v9h9M7.5 3.5h9v9h-9z",
  down: "M10 4v11.5M5 10.5l5 5 5-5",
  inspect: "M3.5 7h11M11 3.5 14.5 7 11 10.5M16.5 13h-11M9 9.5 5.5 13 9 16.5",
  pause: "M7 4.5v11M13 4.5v11",
  play: "M6.5 4.5v11l9-5.5z",
  clear: "M4.5 6h11M8 6V4h4v2M6 6l.7 10h6.6L14 6",
  copy: "M7.5 7.5h9v9h-9zM4 12.5h-.5v-9h9V4",
  lost: "M10 4.5v6.5M10 14.5h.01",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
