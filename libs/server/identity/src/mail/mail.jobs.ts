import { newId, systemContext, unitOfWork, type JobHandler, type Platform, type Sweep, type UnitOfWork } from '@prosa/server/platform';
import { Invitation, OutgoingMail, PasswordReset, type MailKind } from '../people.entities';
import { hashToken, newToken } from '../session/session-token';
import { Member, Tenant, User } from '../identity.entities';
import { MailRefused, mailerOf, type Mail, type Mailer } from './mailer';
import { invitationMail, resetMail } from './mail-texts';

const KIND = 'mail.send';
const MOST_TRIES = 8;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** Within a unit of work: an e-mail about this row, where e-mail is set up. One that still waits about the same row is the same. */
export async function queueMail(platform: Platform, unit: UnitOfWork, tenantId: string, kind: MailKind, subjectId: string): Promise<void> {
  if (!mailerOf(platform)) return;
  const now = platform.clock.now();
  await unit.em.nativeDelete(OutgoingMail, { subjectId });
  const { id } = unit.em.create(OutgoingMail, { id: newId(), tenantId, kind, subjectId, createdAt: now, dueAt: now, attempts: 0, sentAt: null, problem: null });
  unit.afterCommit(() => platform.jobs.enqueue({ kind: KIND, key: id, tenantId }));
}

/**
 * Job `mail.send`: each try makes a link of its own, whose hash is on disk before the e-mail leaves; the link itself is in the
 * e-mail alone. What the server refuses for good, or has not taken after eight tries, stays as a problem for whoever looks.
 */
export const sendMailJob = (platform: Platform, mailer: Mailer): JobHandler => ({
  kind: KIND,
  concurrency: 2,
  run: async ({ key, tenantId }) => {
    if (!tenantId) return;
    const ctx = systemContext(platform, tenantId, 'mail');
    const mail = await unitOfWork(ctx, async (unit) => prepare(platform, unit, key));
    if (!mail) return;
    let problem: string | null = null;
    let forGood = false;
    try {
      await mailer.send(mail.mail);
    } catch (error) {
      problem = String((error as { code?: unknown }).code ?? 'UNKNOWN').slice(0, 60);
      forGood = error instanceof MailRefused;
      platform.logger.warn({ mail: key, problem }, 'an e-mail was not sent');
    }
    await unitOfWork(ctx, async ({ em }) => {
      const row = await em.findOne(OutgoingMail, { id: key });
      if (!row) return;
      row.problem = problem;
      if (problem === null) row.sentAt = platform.clock.now();
      if (problem === null || forGood || row.attempts >= MOST_TRIES) row.dueAt = null;
    });
    return problem === null || forGood ? undefined : { again: mail.nextAt };
  },
});

/** Takes the try: should the process die now, the next one is due by the row. Null when there is nothing to send any more. */
async function prepare(platform: Platform, unit: UnitOfWork, id: string): Promise<{ mail: Mail; nextAt: Date } | null> {
  const row = await unit.em.findOne(OutgoingMail, { id });
  const now = platform.clock.now();
  if (!row?.dueAt || row.dueAt > now || row.attempts >= MOST_TRIES) return null;
  const mail = row.kind === 'INVITATION' ? await invitation(platform, unit, row.subjectId) : await reset(platform, unit, row.subjectId);
  if (!mail) {
    row.dueAt = null;
    return null;
  }
  row.attempts += 1;
  row.dueAt = new Date(now.getTime() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (row.attempts - 1)));
  return { mail, nextAt: row.dueAt };
}

async function invitation({ clock, config }: Platform, { em }: UnitOfWork, id: string): Promise<Mail | null> {
  const row = await em.findOne(Invitation, { id });
  if (!row || row.acceptedAt || row.revokedAt || row.expiresAt <= clock.now()) return null;
  const tenant = await em.findOneOrFail(Tenant, { id: row.tenantId });
  const inviter = await em.findOne(Member, { id: row.invitedBy });
  const user = inviter && (await em.findOne(User, { id: inviter.userId }));
  const token = newToken();
  row.mailTokenHash = hashToken(token);
  const { locale, timeZone } = tenant;
  const words = invitationMail({ tenant: tenant.name, by: user?.name ?? tenant.name, link: `${config.publicUrl}/invite/${token}`, expiresAt: row.expiresAt, locale, timeZone });
  return { to: row.email, subject: words.subject, text: words.lines.join('\n\n') };
}

async function reset({ clock, config }: Platform, { em }: UnitOfWork, id: string): Promise<Mail | null> {
  const row = await em.findOne(PasswordReset, { id });
  if (!row || row.usedAt || row.expiresAt <= clock.now()) return null;
  const user = await em.findOneOrFail(User, { id: row.userId });
  const token = newToken();
  row.tokenHash = hashToken(token);
  const words = resetMail({ name: user.name, link: `${config.publicUrl}/reset/${token}`, locale: user.locale });
  return { to: user.email, subject: words.subject, text: words.lines.join('\n\n') };
}

/** Due e-mails whose wake-up was lost. */
export const mailSweep = ({ db, clock }: Platform): Sweep => ({
  kind: KIND,
  find: async (limit) => {
    const rows = await db.read<{ id: string; tenant_id: string }>(`select id, tenant_id from outgoing_mail where due_at <= ? order by due_at limit ?`, [clock.now().getTime(), limit]);
    return rows.map(({ id, tenant_id: tenantId }) => ({ kind: KIND, key: id, tenantId }));
  },
});
