// Knows all emoji by their short names, as the sandbox gives them, and which were used last.

const TONES = ["", "", "🏻", "🏼", "🏽", "🏾", "🏿"];
const WITH_TONE = /^(.+)::skin-tone-([2-6])$/;
const IN_TEXT = /:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/g;
const VARIATION = "\uFE0F";
const RECENT = "sandbox-emoji-recent";
const RECENT_MOST = 16;
const AT_FIRST = ["raised_hand", "white_check_mark", "see_no_evil", "eyes", "tada", "+1", "heart", "raised_hands"];

let groups = []; // {name, entries: [{names, character, toned}]}
const byName = new Map();

/** Reads the names once; without them texts show `:name:`. */
export async function loadEmoji() {
  if (groups.length > 0) return;
  const response = await fetch("/_sandbox/emoji");
  if (!response.ok) return;
  groups = (await response.json()).map(({ group, emoji }) => ({
    name: group,
    entries: emoji.map(([character, names, toned]) => ({ character, names: names.split(" "), toned: toned === 1 })),
  }));
  for (const entry of allEntries()) for (const name of entry.names) byName.set(name, entry);
}

const allEntries = () => groups.flatMap(({ entries }) => entries);
const choice = ({ names, character }) => ({ name: names[0], character });

/** The character for a short name ("tada", "wave::skin-tone-3"), or null. */
export function emojiCharacter(name) {
  const [, bare, tone] = WITH_TONE.exec(name) ?? [null, name, null];
  const entry = byName.get(bare);
  if (!entry) return null;
  if (!tone || !entry.toned) return entry.character;
  const [first, ...rest] = entry.character;
  return first + TONES[Number(tone)] + rest.join("").replace(new RegExp(`^${VARIATION}`), "");
}

/** Text with the known short names replaced, for places that take no nodes. */
export function withEmoji(text) {
  return String(text ?? "").replace(IN_TEXT, (whole, name) => emojiCharacter(name) ?? whole);
}

/** Emoji with a name that holds the words, those first with a name that begins with them. */
export function findEmoji(words) {
  const wanted = words.toLowerCase().replaceAll(" ", "_");
  const rank = ({ names }) => {
    if (names.includes(wanted)) return 0;
    return names.some((name) => name.startsWith(wanted)) ? 1 : 2;
  };
  return allEntries()
    .filter(({ names }) => names.some((name) => name.includes(wanted)))
    .sort((a, b) => rank(a) - rank(b))
    .map(choice);
}

/** All emoji in their groups; first those that were used last. */
export function emojiGroups() {
  const recent = recentNames().filter((name) => byName.has(name));
  return [
    { name: "Recently used", emoji: recent.map((name) => ({ name, character: emojiCharacter(name) })) },
    ...groups.map(({ name, entries }) => ({ name, emoji: entries.map(choice) })),
  ];
}

export function noteUse(name) {
  const names = [name, ...recentNames().filter((each) => each !== name)].slice(0, RECENT_MOST);
  try {
    localStorage.setItem(RECENT, JSON.stringify(names));
  } catch {
    // A browser that keeps nothing shows the first ones again.
  }
}

function recentNames() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return [...new Set([...kept, ...AT_FIRST])].slice(0, RECENT_MOST);
  } catch {
    return AT_FIRST;
  }
}
