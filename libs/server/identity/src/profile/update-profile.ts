import { unitOfWork, UserProblem } from '@prosa/server/platform';
import { Member, User } from '../identity.entities';
import { checkPassword, knownOf } from '../login/password-rules';
import { passwords } from '../login/passwords';
import { memberChanged } from '../member/member.events';
import { provePassword } from '../second-factor/second-factor';
import { endSessions } from '../session/end-sessions';
import type { MemberContext } from '../session/viewer';
import { localeOf, requireText } from '../text-rules';

export interface UpdateProfile {
  name?: string | null;
  locale?: string | null;
  currentPassword?: string | null;
  newPassword?: string | null;
}

/** Changes the caller's own login. A new password asks for the present one and ends every other session. Throws UserProblem and RateLimited. */
export async function updateProfile(viewer: MemberContext, input: UpdateProfile): Promise<string> {
  const { actor, platform } = viewer;
  const name = input.name == null ? null : requireText(input.name, 'name');
  const locale = input.locale == null ? null : localeOf(input.locale);
  const passwordHash = input.newPassword == null ? null : await newPassword(viewer, input.newPassword, input.currentPassword ?? '');
  await unitOfWork(viewer, async (unit) => {
    const user = await unit.em.findOneOrFail(User, { id: actor.userId });
    if (name !== null) user.name = name;
    if (locale !== null) user.locale = locale;
    if (passwordHash !== null) {
      user.passwordHash = passwordHash;
      await endSessions(platform, unit, { userId: user.id, but: actor.sessionId });
    }
    if (name === null && locale === null) return;
    const member = await unit.em.findOneOrFail(Member, { id: actor.memberId });
    member.version += 1;
    unit.append(memberChanged(member)); // whoever looks at the team sees the new name
  });
  return actor.userId;
}

async function newPassword(viewer: MemberContext, wanted: string, current: string): Promise<string> {
  const user = await provePassword(viewer, current, undefined, 'currentPassword');
  try {
    checkPassword(wanted, knownOf(user.email, user.name));
  } catch (error) {
    throw error instanceof UserProblem ? new UserProblem(error.code, error.message, ['newPassword']) : error;
  }
  return passwords.hash(wanted);
}
