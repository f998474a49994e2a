import type { MemberOption } from '../inbox.model';
import { nameMatches } from './matching';
import { askedWith, type Suggested } from './suggesting';

type Named = Pick<MemberOption, 'id' | 'active'> & { readonly user: Pick<MemberOption['user'], 'name'> };

/** Members whom one may mean with what was typed after `@`; null when no `@` is being typed. */
export function suggestMembers(members: readonly Named[], text: string, caret: number): Suggested | null {
  const asked = askedWith('@', text, caret);
  if (!asked) return null;
  const { search } = asked;
  // A whole name and a blank: whoever was meant is there already.
  if (members.some(({ user }) => search.startsWith(`${user.name} `))) return null;
  const found = members.filter(({ active, user }) => active && nameMatches(user.name, search));
  return { ...asked, options: found.map(({ id, user: { name } }) => ({ id, label: name, insert: `@${name} ` })) };
}

const ENDS_NAME = /^(?![\p{L}\p{N}])/u;

/** The members whom a note names by `@` and their whole name. Of two of one name it is the one who was `picked`. */
export function mentionedIn(text: string, members: readonly Named[], picked: ReadonlySet<string>): string[] {
  const preferred = [...members].sort(
    (a, b) => b.user.name.length - a.user.name.length || Number(picked.has(b.id)) - Number(picked.has(a.id)),
  );
  const mentioned = new Set<string>();
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const named = preferred.find(
      ({ active, user: { name } }) =>
        active && text.startsWith(name, at + 1) && ENDS_NAME.test(text.slice(at + 1 + name.length)),
    );
    if (named) mentioned.add(named.id);
  }
  return [...mentioned];
}
