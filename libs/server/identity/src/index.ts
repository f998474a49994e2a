export * from './identity.entities';
export * from './session/authenticate';
export * from './session/session-watch';
export * from './session/open-session';
export { type Viewer } from './session/viewer';
export { memberChanged } from './member/member.events';
