export * from './identity.entities';
export * from './member/member.read';
export { memberChanged } from './member/member.events';
export * from './session/authenticate';
export * from './session/open-session';
export * from './session/session-watch';
export { isMemberContext, type MemberContext, type Viewer } from './session/viewer';
export * from './login/throttle.jobs';
export * from './testing/seed-tenant';
