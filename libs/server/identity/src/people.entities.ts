import { defineEntity, p } from '@mikro-orm/core';
import { idColumn, instant, tenantFilter, type Role, type Visibility } from '@prosa/server/platform';

/** A way in for somebody who is named by their e-mail. Links hold tokens; the rows keep their hashes: one of the link to copy, one of the newest e-mail's. */
export const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  filters: tenantFilter,
  indexes: [{ name: 'invitation_tenant_index', properties: ['tenantId', 'id'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    email: p.string().length(254),
    role: p.string().length(10).$type<Role>(),
    visibility: p.string().length(6).$type<Visibility>(),
    teamIds: p.json<string[]>(),
    tokenHash: p.string().length(64).unique('invitation_token_unique'),
    mailTokenHash: p.string().length(64).nullable().unique('invitation_mail_token_unique'),
    invitedBy: p.uuid(),
    createdAt: instant(),
    expiresAt: instant(),
    acceptedAt: instant().nullable(),
    revokedAt: instant().nullable(),
  },
});
export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);

/** A wish for a new password. The token is made when its e-mail goes out. */
export const PasswordResetSchema = defineEntity({
  name: 'PasswordReset',
  tableName: 'password_reset',
  filters: tenantFilter,
  indexes: [{ name: 'password_reset_user_index', properties: ['userId'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    userId: p.uuid(),
    tokenHash: p.string().length(64).nullable().unique('password_reset_token_unique'),
    createdAt: instant(),
    expiresAt: instant(),
    usedAt: instant().nullable(),
  },
});
export class PasswordReset extends PasswordResetSchema.class {}
PasswordResetSchema.setClass(PasswordReset);

export type MailKind = 'INVITATION' | 'PASSWORD_RESET';
/** An e-mail to send: to whom and with what link is decided when it goes out, so that neither lies here. */
export const OutgoingMailSchema = defineEntity({
  name: 'OutgoingMail',
  tableName: 'outgoing_mail',
  filters: tenantFilter,
  indexes: [
    { name: 'outgoing_mail_subject_index', properties: ['tenantId', 'subjectId'] },
    { name: 'outgoing_mail_due_index', properties: ['dueAt'], where: `"due_at" is not null` },
  ],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    kind: p.string().length(20).$type<MailKind>(),
    subjectId: p.uuid(),
    createdAt: instant(),
    dueAt: instant().nullable(),
    attempts: p.integer().default(0),
    sentAt: instant().nullable(),
    problem: p.string().length(60).nullable(),
  },
});
export class OutgoingMail extends OutgoingMailSchema.class {}
OutgoingMailSchema.setClass(OutgoingMail);

/** The authenticator app of a user: in force once a code of it was given. `lastStep` is the newest time step that a code was taken of, so that none counts twice. */
export const SecondFactorSchema = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factor',
  properties: {
    id: idColumn(),
    userId: p.uuid().unique('second_factor_user_unique'),
    secretSealed: p.string().length(255),
    createdAt: instant(),
    confirmedAt: instant().nullable(),
    lastStep: p.bigint('number'),
  },
});
export class SecondFactor extends SecondFactorSchema.class {}
SecondFactorSchema.setClass(SecondFactor);

/** A way in without the app, once each. */
export const RecoveryCodeSchema = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  indexes: [{ name: 'recovery_code_user_index', properties: ['userId'] }],
  properties: { id: idColumn(), userId: p.uuid(), codeHash: p.string().length(64), usedAt: instant().nullable() },
});
export class RecoveryCode extends RecoveryCodeSchema.class {}
RecoveryCodeSchema.setClass(RecoveryCode);

export const peopleEntities = [Invitation, PasswordReset, OutgoingMail, SecondFactor, RecoveryCode];
