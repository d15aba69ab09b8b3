// Says what a select, radio group or overflow menu offers, and under which name Slack keeps the choice.

/** The field of an element's state (and of its action) that carries its value. */
export const STATE_FIELD = {
  plain_text_input: "value",
  url_text_input: "value",
  email_text_input: "value",
  number_input: "value",
  rich_text_input: "rich_text_value",
  static_select: "selected_option",
  external_select: "selected_option",
  radio_buttons: "selected_option",
  overflow: "selected_option",
  checkboxes: "selected_options",
  multi_static_select: "selected_options",
  multi_external_select: "selected_options",
  users_select: "selected_user",
  multi_users_select: "selected_users",
  channels_select: "selected_channel",
  multi_channels_select: "selected_channels",
  conversations_select: "selected_conversation",
  multi_conversations_select: "selected_conversations",
  datepicker: "selected_date",
  timepicker: "selected_time",
  datetimepicker: "selected_date_time",
  file_input: "files",
};

/** What an element offers: each choice's label, and what its state holds when it is chosen. */
export function choicesFor(element, { workspace }) {
  const kind = element.type.replace("multi_", "");
  if (kind === "users_select") {
    return workspace.colleagues.map((user) => ({ label: workspace.userName(user.id), stands: user.id }));
  }
  if (kind === "channels_select") return channelChoices(workspace, (channel) => channel.kind === "channel");
  if (kind === "conversations_select") {
    return channelChoices(workspace, (channel) => isIncluded(channel, element.filter ?? {}, workspace));
  }
  const initial = kind === "external_select" ? [element.initial_option, element.initial_options].flat().filter(Boolean) : [];
  const groups = element.option_groups ?? [{ options: element.options ?? initial }];
  return groups.flatMap((group) => group.options.map((option) => ({
    group: group.label?.text,
    label: option.text.text,
    text: option.text,
    description: option.description,
    stands: option,
  })));
}

function channelChoices(workspace, wanted) {
  return [...workspace.channels.values()]
    .filter((channel) => !channel.archived && wanted(channel))
    .map((channel) => ({
      label: `${workspace.isRoom(channel) ? "#" : "@"}${workspace.channelName(channel.id)}`,
      stands: channel.id,
    }));
}

function isIncluded(channel, filter, workspace) {
  const kind = { channel: "public", private: "private", im: "im", mpim: "mpim" }[channel.kind];
  if (filter.include && !filter.include.includes(kind)) return false;
  return !(filter.exclude_bot_users && channel.kind === "im" && workspace.users.get(channel.peer)?.is_bot);
}
