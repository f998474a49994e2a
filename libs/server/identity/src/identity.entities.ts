import { defineEntity, p } from '@mikro-orm/core';
import { peopleEntities } from './people.entities';
import { ApiKey } from './api-key/api-key.entity';
import { idColumn, instant, tenantFilter, type Role, type Visibility } from '@prosa/server/platform';

/** Whether somebody takes new work now, as they say themselves: only ONLINE is dealt anything. */
export const AVAILABILITIES = ['ONLINE', 'BUSY', 'OFFLINE'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** How a team's new conversations find somebody: by hand, or in turn among who is online and has room. */
export const TEAM_ASSIGNMENTS = ['MANUAL', 'ROUND_ROBIN'] as const;
export type TeamAssignment = (typeof TEAM_ASSIGNMENTS)[number];

/** One workspace: the wall around its data. */
export const TenantSchema = defineEntity({
  name: 'Tenant',
  tableName: 'tenant',
  properties: {
    id: idColumn(),
    name: p.string().length(120),
    timeZone: p.string().length(64),
    locale: p.string().length(10),
    currency: p.string().length(3),
    createdAt: instant(),
  },
});
export class Tenant extends TenantSchema.class {}
TenantSchema.setClass(Tenant);

/** A login. A person has one, whatever number of tenants they work in. */
export const UserSchema = defineEntity({
  name: 'User',
  tableName: 'user_account',
  properties: {
    id: idColumn(),
    name: p.string().length(120),
    email: p.string().length(254).unique('user_account_email_unique'),
    passwordHash: p.string().length(255),
    locale: p.string().length(10),
    createdAt: instant(),
  },
});
export class User extends UserSchema.class {}
UserSchema.setClass(User);

/** A user inside one tenant, with a role and with the rows they may see. */
export const MemberSchema = defineEntity({
  name: 'Member',
  tableName: 'member',
  filters: tenantFilter,
  uniques: [{ name: 'member_tenant_user_unique', properties: ['tenantId', 'userId'] }],
  indexes: [{ name: 'member_user_index', properties: ['userId'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    userId: p.uuid(),
    role: p.string().length(10).$type<Role>(),
    visibility: p.string().length(6).$type<Visibility>(),
    availability: p.string().length(8).$type<Availability>().default('OFFLINE'),
    active: p.boolean(),
    version: p.integer().default(1),
    createdAt: instant(),
  },
});
export class Member extends MemberSchema.class {}
MemberSchema.setClass(Member);

export const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'team',
  filters: tenantFilter,
  indexes: [{ name: 'team_tenant_index', properties: ['tenantId'] }],
  properties: {
    id: idColumn(),
    tenantId: p.uuid(),
    name: p.string().length(80),
    assignment: p.string().length(12).$type<TeamAssignment>().default('MANUAL'),
    /** Open conversations that one member is dealt at most; null: no limit. */
    capacity: p.integer().nullable(),
    version: p.integer().default(1),
    createdAt: instant(),
  },
});
export class Team extends TeamSchema.class {}
TeamSchema.setClass(Team);

export const TeamMemberSchema = defineEntity({
  name: 'TeamMember',
  tableName: 'team_member',
  filters: tenantFilter,
  indexes: [{ name: 'team_member_member_index', properties: ['tenantId', 'memberId'] }],
  properties: { teamId: p.uuid().primary(), memberId: p.uuid().primary(), tenantId: p.uuid() },
});
export class TeamMember extends TeamMemberSchema.class {}
TeamMemberSchema.setClass(TeamMember);

/** A signed-in device. Only the SHA-256 of its token is kept. */
export const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  indexes: [{ name: 'session_user_index', properties: ['userId'] }],
  properties: {
    id: idColumn(),
    tokenHash: p.string().length(64).unique('session_token_hash_unique'),
    userId: p.uuid(),
    tenantId: p.uuid(),
    memberId: p.uuid(),
    createdAt: instant(),
    lastSeenAt: instant(),
    expiresAt: instant(),
    revokedAt: instant().nullable(),
    ip: p.string().length(64).nullable(),
    userAgent: p.string().length(300).nullable(),
  },
});
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

/** Failed logins per account or address, so that throttling holds across processes and restarts. The key is hashed. */
export const LoginThrottleSchema = defineEntity({
  name: 'LoginThrottle',
  tableName: 'login_throttle',
  properties: {
    key: p.string().length(64).primary(),
    failures: p.integer(),
    windowStart: instant(),
    blockedUntil: instant().nullable(),
  },
});
export class LoginThrottle extends LoginThrottleSchema.class {}
LoginThrottleSchema.setClass(LoginThrottle);

export const identityEntities = [Tenant, User, Member, Team, TeamMember, Session, LoginThrottle, ApiKey, ...peopleEntities];
