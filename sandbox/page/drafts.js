// Keeps in this browser what somebody has begun to write, for each conversation.

export function createDraft(user, channel, threadTs) {
  const key = ["botschafter-sandbox:draft", user, channel, threadTs].filter(Boolean).join(":");
  return {
    read: () => localStorage.getItem(key) ?? "",
    keep(text) {
      if (text) localStorage.setItem(key, text);
      else localStorage.removeItem(key);
    },
  };
}
