import { createServer, type Socket } from 'node:net';
import { eventually } from './eventually';

/** A mail server that takes everything and keeps it. */
export interface Mailbox {
  /** For `SMTP_URL`. */
  url: string;
  /** The newest link with this in its path that came to this address. */
  linkTo(address: string, path: string): Promise<string>;
  close(): Promise<void>;
}

interface Kept {
  to: string;
  text: string;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: Kept[] = [];
  const server = createServer((socket) => converse(socket, (mail) => mails.push(mail)));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    linkTo: (address, path) =>
      eventually(() => {
        const found = mails
          .filter(({ to }) => to === address)
          .map(({ text }) => new RegExp(`https?://\\S+${path}\\S+`).exec(text)?.[0])
          .findLast(Boolean);
        if (!found) throw new Error(`No e-mail with ${path} came to ${address}.`);
        return found;
      }),
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** As much of RFC 5321 as a sender needs. */
function converse(socket: Socket, keep: (mail: Kept) => void): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let to = '';
  let body: string[] | null = null;
  let rest = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (body) {
        if (line !== '.') body.push(line);
        else {
          keep({ to, text: textOf(body) });
          body = null;
          say('250 kept');
        }
      } else if (/^DATA$/i.test(line)) {
        body = [];
        say('354 go on');
      } else if (/^QUIT$/i.test(line)) {
        say('221 bye');
        socket.end();
      } else {
        to = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1] ?? to;
        say('250 ok');
      }
    }
  });
  say('220 mailbox');
}

function textOf(lines: readonly string[]): string {
  const raw = lines.join('\r\n');
  const [head = '', ...parts] = raw.split('\r\n\r\n');
  const text = parts.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(text, 'base64').toString();
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return text;
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
