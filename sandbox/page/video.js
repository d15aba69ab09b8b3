// Draws video blocks as a link with its picture; nothing is embedded or played here.

import { anchorTo, h, safeUrl } from "./dom.js";
import { drawPicture } from "./images.js";
import { drawText } from "./mrkdwn.js";

export function drawVideo(block, workspace) {
  const href = safeUrl(block.title_url ?? block.video_url);
  const title = drawText(block.title, workspace);
  const source = [block.provider_name, block.author_name].filter(Boolean).join(" · ");
  return h("div", { class: "block-video" },
    drawPicture(block.thumbnail_url, block.alt_text ?? ""),
    h("div", null,
      source && h("small", null, source),
      href ? h("a", { class: "video-title", ...anchorTo(href) }, "▶ ", title) : h("strong", null, title),
      block.description && h("p", null, drawText(block.description, workspace))));
}
