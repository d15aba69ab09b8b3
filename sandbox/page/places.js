// Reads from the address which place is open: a channel, a thread in it, or an app's Home tab.

const PERMALINK = /^\/archives\/([^/?]+)\/p(\d+)(\d{6})(?:\?(.*))?$/;

/**
 * `#C1`, `#C1/1700000000.000100` (a thread), `#home/A1`, or a message's permalink
 * `#/archives/C1/p1700000000000100`; anything else is where
 * the workspace wants a visitor to land, or the first channel.
 */
export function placeFromHash(hash, workspace) {
  const text = decodeURIComponent(hash.slice(1));
  const permalink = PERMALINK.exec(text);
  if (permalink) return placeOfMessage(permalink, workspace);
  const [first, second] = text.split("/");
  const app = first === "home" && workspace.apps.find((each) => each.id === second);
  if (app) return { id: `home/${app.id}`, app };
  return placeInChannel(first, workspace, { threadTs: second });
}

/** The address of a message on this page. */
export function permalink(channel, { ts, thread_ts: threadTs }) {
  const inThread = threadTs && threadTs !== ts ? `?thread_ts=${threadTs}` : "";
  return `#/archives/${channel}/p${ts.replace(".", "")}${inThread}`;
}

function placeOfMessage([, id, seconds, fraction, query], workspace) {
  const messageTs = `${seconds}.${fraction}`;
  return placeInChannel(id, workspace, { messageTs, threadTs: new URLSearchParams(query).get("thread_ts") });
}

function placeInChannel(id, workspace, more) {
  const channel = workspace.channels.get(id);
  return channel ? { id, channel, ...more } : firstPlace(workspace);
}

function firstPlace(workspace) {
  const all = [...workspace.channels.values()];
  const channel = workspace.channels.get(workspace.landing) ?? all.find((each) => workspace.isRoom(each) && each.is_member && !each.archived) ?? all[0];
  return channel ? { id: channel.id, channel } : { id: `home/${workspace.apps[0].id}`, app: workspace.apps[0] };
}
