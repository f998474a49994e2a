import type { Platform } from '@prosa/server/platform';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}
/** Sends one e-mail or throws MailRefused, or anything else for what may go better later. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** The other side said no for good; `code` tells why without an address. */
export class MailRefused extends Error {
  constructor(readonly code: string) {
    super(`The e-mail was refused (${code}).`);
  }
}

const mailers = new WeakMap<Platform, Mailer>();
/** Said once, by the composition root; without it nothing is sent and links are there to copy. */
export const setMailer = (platform: Platform, mailer: Mailer): void => void mailers.set(platform, mailer);
export const mailerOf = (platform: Platform): Mailer | null => mailers.get(platform) ?? null;
