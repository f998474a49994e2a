import { createTransport } from 'nodemailer';
import { MailRefused, type Mail, type Mailer } from './mailer';

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;
/** Nothing is to be gained by trying these again. */
const FOR_GOOD = new Set(['EENVELOPE', 'EMESSAGE']);

/** E-mail by SMTP: a connection for each, TLS as the address says (`smtps:`) or as the server offers, and never a wait without an end. */
export class SmtpMailer implements Mailer {
  private readonly transport: ReturnType<typeof createTransport>;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({ url, connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, dnsTimeout: CONNECT_MS, socketTimeout: SILENT_MS });
  }

  /** Connects and signs in, and sends nothing. Throws an Error with its code alone. */
  async verify(): Promise<void> {
    try {
      await this.transport.verify();
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      const name = [code, responseCode].filter(Boolean).join(' ') || 'UNKNOWN';
      throw Object.assign(new Error(`The mail server does not let us in (${name}).`), { code: name });
    } finally {
      this.transport.close();
    }
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    try {
      await this.transport.sendMail({ from: this.from, to: { name: '', address: to }, subject, text, disableFileAccess: true, disableUrlAccess: true });
    } catch (error) {
      // The server's own words may repeat addresses: only codes go on.
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      const name = [code, responseCode].filter(Boolean).join(' ') || 'UNKNOWN';
      if (FOR_GOOD.has(code ?? '') && !(responseCode && responseCode < 500)) throw new MailRefused(name);
      throw Object.assign(new Error(`The e-mail was not taken (${name}).`), { code: name });
    }
  }
}
