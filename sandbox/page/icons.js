// The page's own line icons, drawn on a 20 by 20 grid.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  channel: "M7.5 3.5 6 16.5M14 3.5l-1.5 13M3.5 7.5h13M3 12.5h13",
  private: "M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5",
  home: "M3.5 9.5 10 4l6.5 5.5M5.5 8.5v7.5h9V8.5",
  messages: "M3.5 4.5h13v9h-7l-3.5 3v-3H3.5z",
  edit: "M4 16l1-4 8.500-8.500 3 3L8 15zM11.500 5.500l3 3",
  bold: "M6.500 4.500h4.500a2.700 2.700 0 0 1 0 5.400H6.500zM6.500 9.900h5.200a2.800 2.800 0 0 1 0 5.600H6.500z",
  italic: "M8.500 4.500h5M6.500 15.500h5M11.200 4.500 8.800 15.500",
  strike: "M4 10h12M13.500 6.500c-.4-1.300-1.700-2-3.500-2-2.200 0-3.600 1-3.600 2.600 0 .7.200 1.200.7 1.700M6.400 13.300c.4 1.400 1.700 2.200 3.700 2.200 2.300 0 3.700-1 3.700-2.700",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  plus: "M10 4.500v11M4.500 10h11",
  search: "M9 3.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM13 13l3.500 3.500",
  people: "M7.500 4.500a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400zM2.500 16c.3-2.800 2.300-4.300 5-4.300s4.700 1.500 5 4.300M13 5a2.400 2.400 0 0 1 0 4.700M14.500 12.100c1.800.5 2.800 1.800 3 3.900",
  keys: "M2.500 5.500h15v9h-15zM5.500 8.500h.01M8.500 8.500h.01M11.500 8.500h.01M14.500 8.500h.01M6 11.500h8",
  check: "M4.500 10.500l3.500 3.500 7.500-8",
  unfold: "M6 8l4 4 4-4",
  link: "M8.500 11.500l3-3M9 6l1.500-1.500a3.200 3.200 0 0 1 4.600 4.600L13.500 10.700M11 14l-1.500 1.500a3.200 3.200 0 0 1-4.600-4.600L6.500 9.300",
  bin: "M4 6h12M8 6V4h4v2M5.500 6l.7 10.500h7.600L14.500 6M8.500 9v4.500M11.500 9v4.500",
  back: "M11.500 4.500 6 10l5.500 5.500",
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
