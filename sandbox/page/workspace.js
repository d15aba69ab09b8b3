// What the page knows of the workspace: who is who, which channels there are, and under which names.

export function createWorkspace(snapshot) {
  const users = new Map(snapshot.users.map((user) => [user.id, user]));
  users.set("USLACKBOT", { id: "USLACKBOT", name: "Sandbox", is_bot: true, color: "7a5c2e" }); // speaks for the workspace itself
  const channels = new Map(snapshot.channels.map((channel) => [channel.id, channel]));
  const { team, me, apps } = snapshot;
  for (const app of apps) app.commands ??= [];

  function userName(id) {
    const user = users.get(id);
    return user ? user.real_name || user.name : id;
  }

  function channelName(id) {
    const channel = channels.get(id);
    if (!channel) return id;
    if (channel.kind === "im") return userName(channel.peer);
    if (channel.kind === "mpim") return othersIn(channel).map(userName).join(", ");
    return channel.name;
  }

  const isRoom = (channel) => channel.kind === "channel" || channel.kind === "private";
  const othersIn = (channel) => channel.members.filter((id) => id !== me.id);

  return {
    team,
    me,
    landing: snapshot.landing,
    apps,
    users,
    channels,
    userName,
    channelName,
    isRoom,
    othersIn,
    /** "#mentions", or the names of those with whom one speaks. */
    channelTitle: (id) => `${channels.has(id) && isRoom(channels.get(id)) ? "#" : ""}${channelName(id)}`,
    /** The channels, without direct messages. */
    rooms: () => [...channels.values()].filter(isRoom),
    /** Colleagues and apps that can be spoken to. */
    everybody: () => [...users.values()].filter((user) => user.id !== "USLACKBOT" && !user.deleted),
    colleagues: snapshot.users.filter((user) => !user.is_bot && !user.deleted),
    commands: apps.flatMap((app) => app.commands.map((command) => ({ ...command, app: app.name }))),
    appOfBot: (userId) => apps.find((app) => app.bot_user_id === userId),
    imWith: (userId) => snapshot.channels.find((c) => c.kind === "im" && c.peer === userId),
    /** "Su, Max and you": who is meant by these ids. */
    listNames(ids) {
      const names = ids.map((id) => (id === me.id ? "you" : userName(id)));
      return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    },
  };
}
