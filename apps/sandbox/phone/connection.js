/** The socket to the sandbox: the whole state comes whenever it changes; nothing is polled. */
export class Connection {
  #socket = null;
  #waiting = new Map();
  #next = 1;
  #pause = 300;

  constructor(onState, onLive) {
    this.onState = onState;
    this.onLive = onLive;
    this.#open();
  }

  #open() {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/phone/socket`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#pause = 300;
      this.onLive(true);
    };
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = () => {
      this.onLive(false);
      for (const { reject } of this.#waiting.values()) reject(new Error('closed'));
      this.#waiting.clear();
      setTimeout(() => this.#open(), this.#pause);
      this.#pause = Math.min(this.#pause * 2, 5000);
    };
  }

  #hear(message) {
    if (message.type === 'state') return this.onState(message);
    const asked = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'done') asked?.resolve();
    else asked?.reject(new Error(message.error));
  }

  do(action, body = {}) {
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) return reject(new Error('closed'));
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, action, body }));
    });
  }
}
