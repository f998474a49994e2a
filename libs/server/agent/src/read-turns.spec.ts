import { waitingLast } from './read-turns';

const row = (at: number, id: string, author_kind: string) => ({ id, sort_key: `${String(at).padStart(15, '0')}-${id}`, author_kind });
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).join(' ');

describe('what waits for an answer', () => {
  const asked = row(11_000, 'm1', 'CONTACT');
  const answered = row(12_300, 'm2', 'AGENT');

  it('comes last, although its whole second lies before the answer to the message before it', () => {
    const during = row(12_000, 'm3', 'CONTACT');
    const more = row(12_000, 'm4', 'CONTACT');
    const turns = waitingLast([asked, during, more, answered], { lastInboundKey: more.sort_key, agentAnsweredKey: asked.sort_key });
    expect(ids(turns)).toBe('m1 m2 m3 m4');
  });

  it('comes last even when it arrived so late that newer ones were answered', () => {
    const late = row(9_000, 'm5', 'CONTACT');
    const turns = waitingLast([late, asked, answered], { lastInboundKey: '000000000013000-m5', agentAnsweredKey: asked.sort_key });
    expect(ids(turns)).toBe('m1 m2 m5');
  });

  it('is not what a person has answered meanwhile', () => {
    const toPerson = row(13_000, 'm6', 'CONTACT');
    const byPerson = row(14_000, 'm7', 'MEMBER');
    const next = row(15_000, 'm8', 'CONTACT');
    const turns = waitingLast([asked, answered, toPerson, byPerson, next], { lastInboundKey: next.sort_key, agentAnsweredKey: asked.sort_key });
    expect(ids(turns)).toBe('m1 m2 m6 m7 m8');
  });
});
