// Draws images. One that lies outside this machine is fetched only when somebody asks for it, so
// that nothing leaves the machine by itself.

import { h, safeUrl } from "./dom.js";
import { drawText } from "./mrkdwn.js";
import { openViewer } from "./viewer.js";

/** Where the page gets a file's bytes from; apps use `url_private` and their token. */
export const fileAddress = (id, query = "") => `/_sandbox/files/${encodeURIComponent(id)}${query}`;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** An image block or image element; `opens`: a click shows it big. */
export function drawImage(image, workspace, { opens = false } = {}) {
  const picture = drawPicture(addressOf(image), image.alt_text ?? "", { opens });
  if (image.type === "image" && image.title) {
    return h("figure", { class: "block-image" }, h("figcaption", null, drawText(image.title, workspace)), picture);
  }
  return h("span", { class: "block-image" }, picture);
}

/** A file of Slack's is named by its id, or by an address that has the id in it. */
function addressOf({ image_url: address, slack_file: file }) {
  if (!file) return address ?? "";
  const id = file.id ?? /\bF[A-Z0-9]{6,}\b/.exec(file.url ?? "")?.[0];
  return id ? fileAddress(id) : file.url;
}

export function drawPicture(address, description, { opens = false, download = null } = {}) {
  const href = safeUrl(new URL(address || "about:blank", location.href).href);
  if (!href?.startsWith("http")) return h("span", { class: "hint" }, description || "An image without an address");
  const show = () => {
    const image = h("img", { src: href, alt: description, title: description, loading: "lazy" });
    if (!opens) return image;
    return h("button", {
      class: "picture", type: "button", "aria-label": `Open ${description || "image"}`,
      on: { click: () => openViewer({ src: href, description, download }) },
    }, image);
  };
  const { hostname } = new URL(href);
  if (hostname === location.hostname || LOOPBACK.includes(hostname)) return show();
  const button = h("button", {
    class: "far-image", type: "button", title: `Loads an image from ${hostname}`,
    on: { click: () => button.replaceWith(show()) },
  }, `Show image from ${hostname}`, description && h("small", null, description));
  return button;
}
