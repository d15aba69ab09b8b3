// Reads from the address which place is open: a channel, a thread in it, or an app's Home tab.

/** `#C1`, `#C1/1700000000.000100` or `#home/A1`; anything else is the first channel. */
export function placeFromHash(hash, workspace) {
  const [first, second] = decodeURIComponent(hash.slice(1)).split("/");
  if (first === "home") {
    const app = workspace.apps.find((each) => each.id === second);
    if (app) return { id: `home/${app.id}`, app };
  }
  const channel = workspace.channels.get(first);
  if (channel) return { id: channel.id, channel, threadTs: second || null };
  return firstPlace(workspace);
}

function firstPlace(workspace) {
  const all = [...workspace.channels.values()];
  const channel = all.find((each) => each.kind !== "im" && each.is_member && !each.archived) ?? all[0];
  return channel ? { id: channel.id, channel } : { id: `home/${workspace.apps[0].id}`, app: workspace.apps[0] };
}
