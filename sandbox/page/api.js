// Speaks with the sandbox: reads the workspace as one colleague and does what that colleague does.

// Browsers let requests of up to 64 kB outlive their page; a character has three bytes at most.
const OUTLIVES_PAGE = 20_000;

export function createApi(user) {
  async function get(path, query = {}) {
    const search = new URLSearchParams(query);
    if (user) search.set("user", user);
    const response = await fetch(`/_sandbox/${path}?${search}`);
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} for ${path}.`);
    return response.json();
  }

  async function post(path, data) {
    const body = JSON.stringify(data);
    try {
      const response = await fetch(`/_sandbox/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
        // What is sent just before the page is left arrives all the same.
        keepalive: body.length < OUTLIVES_PAGE,
      });
      return await response.json();
    } catch {
      return { ok: false, error: "sandbox_unreachable" };
    }
  }

  return {
    snapshot: () => get("snapshot"),
    /** One page of a channel or a thread: {messages, older, newer}. */
    messages: (channel, threadTs, bounds) =>
      get("messages", { channel, ...(threadTs ? { thread_ts: threadTs } : {}), ...bounds }),
    /** How much is new in each channel; `read` holds [channel id, ts] pairs. */
    unread: async (read) =>
      (await get("unread", read.map((pair) => ["read", pair.join(":")]))).channels,
    home: async (app) => (await get("home", { app })).view,
    modals: async () => (await get("modals")).views,
    trafficEntry: (seq) => get(`traffic/${seq}`),
    faults: async () => (await get("faults")).faults,

    /** Gives an order to the sandbox itself; the answer says `ok`, and if not, `error`. */
    admin: (order, fields = {}) => post("admin", { do: order, ...fields }),

    /** Does one thing as this colleague; the answer says `ok`, and if not, `error`. */
    act: (action, fields = {}) => post("act", { user, action, ...fields }),
  };
}

const ERRORS = {
  sandbox_unreachable: "The sandbox does not answer. See in the terminal whether it still runs; what you wrote is kept.",
  already_reacted: "You have reacted with this emoji already. Click it again to take it back.",
  no_reaction: "This reaction is gone already.",
  message_not_found: "This message is no longer there. Somebody has deleted it.",
  channel_not_found: "This channel is no longer there. Choose another one on the left.",
  not_in_channel: "You are not in this channel. Join it first: open it on the left.",
  is_archived: "This channel is archived: one can read it, but not write in it.",
  no_text: "There is nothing to send.",
  msg_too_long: "This message is too long: 40,000 characters are the most. Send it in parts.",
  invalid_name: "The sandbox does not know this emoji. Choose another one.",
  view_not_found: "This window was closed already. Open it again from the message or the Home tab.",
  dispatch_failed: "The app does not answer, as it is not connected to the sandbox. Start it, and try again.",
  app_not_connected: "The app does not answer, as it is not connected to the sandbox. Start it, and try again.",
  operation_timeout: "The app did not answer within three seconds. Try again; if it stays so, look at what the app logs.",
  timeout: "The app did not answer within three seconds. Try again; if it stays so, look at what the app logs.",
  invalid_response: "The app gave an answer that Slack would not understand. Look at what the app logs.",
  unknown_command: "No app here knows this command. Type / to see the commands there are.",
  cant_update_message: "This message is somebody else's: only its author can change it.",
  cant_delete_message: "This message is somebody else's: only its author can delete it.",
  too_many_users: "A direct message reaches eight others at the most. For more people, take a channel.",
  file_upload_size_restricted: "This file is too large for the sandbox: it keeps files of 50 MB at most.",
  storage_full: "The sandbox keeps 200 MB of files at most. Delete some first.",
  no_external_options: "The app gave no options that Slack would understand.",
};

export function explainError(code) {
  return ERRORS[code] ?? `That did not work: ${String(code ?? "unknown error").replaceAll("_", " ")}.`;
}
