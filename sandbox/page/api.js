// Speaks with the sandbox: reads the workspace as one colleague and does what that colleague does.

export function createApi(user) {
  async function get(path, query = {}) {
    const search = new URLSearchParams(query);
    if (user) search.set("user", user);
    const response = await fetch(`/_sandbox/${path}?${search}`);
    if (!response.ok) throw new Error(`The sandbox answered ${response.status} for ${path}.`);
    return response.json();
  }

  async function post(path, data) {
    try {
      const response = await fetch(`/_sandbox/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(data),
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
  sandbox_unreachable: "The sandbox does not answer. Is it still running?",
  already_reacted: "You have reacted with this emoji already.",
  no_reaction: "This reaction is gone already.",
  message_not_found: "This message is no longer there.",
  channel_not_found: "This channel is no longer there.",
  not_in_channel: "You are not in this channel.",
  is_archived: "This channel is archived.",
  no_text: "There is nothing to send.",
  msg_too_long: "This message is too long.",
  invalid_name: "The sandbox does not know this emoji.",
  view_not_found: "This window was closed already.",
  dispatch_failed: "No app answers: it is not connected to the sandbox.",
  app_not_connected: "No app answers: it is not connected to the sandbox.",
  operation_timeout: "The app did not answer within three seconds.",
  timeout: "The app did not answer within three seconds.",
  invalid_response: "The app gave an answer that Slack would not understand.",
  file_upload_size_restricted: "This file is too large for the sandbox: it keeps files of 50 MB at most.",
  storage_full: "The sandbox keeps 200 MB of files at most. Delete some first.",
  no_external_options: "The app gave no options that Slack would understand.",
  unknown_command: "No app here knows this command.",
};

export function explainError(code) {
  return ERRORS[code] ?? `That did not work: ${String(code ?? "unknown error").replaceAll("_", " ")}.`;
}
