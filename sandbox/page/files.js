// Draws the files of a message: pictures that open big, and tiles to download from.

import { h } from "./dom.js";
import { drawPicture, fileAddress } from "./images.js";

export function drawFile(file) {
  if (file.mode === "tombstone") return h("p", { class: "hint" }, "This file was deleted.");
  const name = file.title || file.name || "File";
  const download = fileAddress(file.id, "?download=1");
  if (file.mimetype?.startsWith("image/")) {
    return h("figure", { class: "block-image" }, h("figcaption", null, name),
      drawPicture(fileAddress(file.id), file.alt_txt || name, { opens: true, download }));
  }
  const facts = [file.pretty_type, sayBytes(file.size)].filter(Boolean).join(" · ");
  return h("a", { class: "file", href: download, download: file.name ?? "", "aria-label": `Download ${name}, ${facts}` },
    h("span", { class: "file-type", "aria-hidden": "true" }, (file.filetype || "file").slice(0, 4)),
    h("span", null, h("strong", null, name), h("small", null, facts)));
}

export function sayBytes(bytes) {
  const units = ["bytes", "kB", "MB"];
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = bytes / 1000 ** step;
  return `${step === 0 ? amount : amount.toFixed(1)} ${units[step]}`;
}

/**
 * Uploads a file that somebody chose; with `where` ({channel, thread_ts?, text?}) it is shared there.
 * Resolves to Slack's object for the file, or null when the sandbox refused it (`perform` says why).
 */
export async function uploadFile(perform, file, where = {}) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
  const answer = await perform("upload_file", { name: file.name, content: address.slice(address.indexOf(",") + 1), ...where });
  return answer.ok ? answer.file : null;
}
