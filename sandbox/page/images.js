// Draws images. One that lies outside this machine is fetched only when somebody asks for it, so
// that nothing leaves the machine by itself.

import { h, safeUrl } from "./dom.js";
import { drawText } from "./mrkdwn.js";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** An image block or image element. */
export function drawImage(image, workspace) {
  const address = image.image_url ?? image.slack_file?.url ?? "";
  const picture = drawPicture(address, image.alt_text ?? "");
  if (image.type === "image" && image.title) {
    return h("figure", { class: "block-image" }, h("figcaption", null, drawText(image.title, workspace)), picture);
  }
  return h("span", { class: "block-image" }, picture);
}

export function drawPicture(address, description) {
  const href = safeUrl(new URL(address || "about:blank", location.href).href);
  if (!href?.startsWith("http")) return h("span", { class: "hint" }, description || "An image without an address");
  const show = () => h("img", { src: href, alt: description, title: description, loading: "lazy" });
  const { hostname } = new URL(href);
  if (hostname === location.hostname || LOOPBACK.includes(hostname)) return show();
  const button = h("button", {
    class: "far-image", type: "button", title: `Loads an image from ${hostname}`,
    on: { click: () => button.replaceWith(show()) },
  }, `Show image from ${hostname}`, description && h("small", null, description));
  return button;
}
