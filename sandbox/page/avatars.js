// Draws people and apps: their face if they have one, else initials on their colour.

import { h } from "./dom.js";

export function drawAvatar(user, size = "") {
  const name = user?.real_name || user?.name || "App";
  const className = `avatar ${size} ${user?.is_bot ? "avatar-app" : ""}`;
  if (user?.image) {
    const face = h("span", { class: className, "aria-hidden": "true" });
    face.style.backgroundImage = `url(${JSON.stringify(user.image)})`;
    return face;
  }
  const tile = h("span", { class: className, "aria-hidden": "true" }, initials(name));
  const colour = toColour(user?.is_bot ? null : user?.color, name); // apps come without a colour of their own
  tile.style.backgroundColor = colour;
  tile.style.color = luminance(colour) > 0.18 ? "#14211c" : "#ffffff"; // whichever has the better contrast
  return tile;
}

/** Several faces that overlap, for a thread or a conversation of several people. */
export function drawFaces(users, size = "tiny", most = 4) {
  return h("span", { class: "faces" }, users.slice(0, most).map((user) => drawAvatar(user, size)));
}

function initials(name) {
  const words = name.trim().split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0]).join("").toUpperCase();
}

const OWN_COLOURS = ["#b4533c", "#2f6f5e", "#3d6591", "#8a5a9c", "#8f6420", "#57712f"];

function toColour(given, name) {
  const hex = /^#?([0-9a-f]{6})$/i.exec(given ?? "");
  if (hex) return `#${hex[1]}`;
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0), 0);
  return OWN_COLOURS[sum % OWN_COLOURS.length];
}

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
