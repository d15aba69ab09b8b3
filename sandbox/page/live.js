// Keeps a live line to the sandbox open: hands on what it pushes, and reconnects when it drops.

const FIRST_WAIT = 300;
const LONGEST_WAIT = 4000;

/** Calls `opened` each time the line is up (so that all can be read anew), `lost` when it drops. */
export function connectLive(user, callbacks) {
  return keepLine(`/_sandbox/live?${new URLSearchParams({ user })}`, callbacks);
}

/** The same for any line; gives what closes it for good. */
export function keepLine(path, { opened, received, lost }) {
  let wait = FIRST_WAIT;
  let socket = null;
  let isWanted = true;

  function connect() {
    if (!isWanted) return;
    const address = new URL(path, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      opened();
    });
    socket.addEventListener("message", (event) => received(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (!isWanted) return;
      lost();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  connect();
  return () => {
    isWanted = false;
    socket.close();
  };
}
