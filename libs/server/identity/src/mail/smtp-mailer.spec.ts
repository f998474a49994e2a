import { createServer, type Server } from 'node:net';
import { MailRefused, type Mail } from './mailer';
import { SmtpMailer } from './smtp-mailer';

const MAIL: Mail = {
  to: 'rui@example.com',
  subject: 'Olá, é você',
  text: 'https://desk.example.com/invite/abc\n\nAté já.',
};

describe('SmtpMailer', () => {
  let server: Server;
  let heard: string[];
  /** What the server says to a command that begins so; everything else is fine. */
  let answers: Record<string, string>;
  const url = () => `smtp://127.0.0.1:${(server.address() as { port: number }).port}`;
  const send = () => new SmtpMailer(url(), 'Prosa <desk@example.com>').send(MAIL);

  beforeEach(async () => {
    heard = [];
    answers = {};
    server = createServer((socket) => {
      let inData = false;
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
          heard.push(line);
          if (inData && line !== '.') continue;
          inData = false;
          const answer = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
          if (line === 'DATA' && !answer) inData = true;
          socket.write(`${answer ?? (inData ? '354 go on' : '250 ok')}\r\n`);
        }
      });
      socket.write('220 here\r\n');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterEach(() => new Promise((done) => server.close(done)));

  it('sends from whom the operator said, to one address', async () => {
    await send();
    expect(heard).toContain('MAIL FROM:<desk@example.com>');
    expect(heard.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<rui@example.com>']);
    expect(heard).toContain('From: Prosa <desk@example.com>');
  });

  it('tells what is refused for good from what may go better later, and repeats no address', async () => {
    answers = { RCPT: '550 5.1.1 <rui@example.com> is nobody here' };
    const refused = await send().catch((error: unknown) => error as Error);
    expect(refused).toBeInstanceOf(MailRefused);
    answers = { RCPT: '450 4.2.1 <rui@example.com> is busy' };
    const later = await send().catch((error: unknown) => error as Error);
    expect(later).toBeInstanceOf(Error);
    expect(later).not.toBeInstanceOf(MailRefused);
    for (const error of [refused, later]) expect(String((error as Error).message)).not.toContain('rui');
  });

  it('says that nobody answers as something for later', async () => {
    const gone = url();
    await new Promise((done) => server.close(done));
    const error = await new SmtpMailer(gone, 'desk@example.com').send(MAIL).catch((failed: unknown) => failed);
    expect(error).not.toBeInstanceOf(MailRefused);
    expect((error as { code: string }).code).toMatch(/ECONNREFUSED|ESOCKET|ECONNECTION/);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
});
