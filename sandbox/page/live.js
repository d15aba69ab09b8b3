// Keeps the live line to the sandbox open: hands on what it pushes, and reconnects when it drops.

const FIRST_WAIT = 300;
const LONGEST_WAIT = 4000;

/** Calls `opened` each time the line is up (so that all can be read anew), `lost` when it drops. */
export function connectLive(user, { opened, received, lost }) {
  let wait = FIRST_WAIT;

  function connect() {
    const address = new URL("/_sandbox/live", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    address.searchParams.set("user", user);
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      opened();
    });
    socket.addEventListener("message", (event) => received(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      lost();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  connect();
}
