import type { Contact } from './crm.entities';
import { asksToOptOut, decideOptOut, mayWriteTo, mayWriteUntil } from './opt-out';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour));

describe('opting out', () => {
  it.each(['SAIR', 'sair', ' Parar. ', 'Stop!', '"SAIR"', 'pare', '*STOP*'])('%j asks for no more messages', (text) =>
    expect(asksToOptOut(text)).toBe(true),
  );
  it.each([null, '', 'Quero sair com vocês', 'sair agora?', 'non stop', 'STOP 1', 'S A I R', '🛑', 'sairei'])(
    '%j is a message like any other',
    (text) => expect(asksToOptOut(text)).toBe(false),
  );

  it('holds the latest decision, whenever it is told', () => {
    const contact = { optedOutAt: null, optOutReason: null, optOutDecidedAt: null } as unknown as Contact;
    expect(decideOptOut(contact, true, 'KEYWORD', at(1))).toBe(true);
    expect(contact).toMatchObject({ optedOutAt: at(1), optOutReason: 'KEYWORD' });
    expect(decideOptOut(contact, false, 'MEMBER', at(3))).toBe(true);
    expect(decideOptOut(contact, true, 'KEYWORD', at(2))).toBe(false);
    expect(contact).toMatchObject({ optedOutAt: null, optOutReason: null });
  });

  it('lets people answer for a day', () => {
    const optedOut = { optedOutAt: at(0) };
    expect(mayWriteTo({ optedOutAt: null }, null, at(1))).toBe(true);
    expect(mayWriteTo(optedOut, null, at(1))).toBe(false);
    expect(mayWriteTo(optedOut, at(0), at(23))).toBe(true);
    expect(mayWriteTo(optedOut, at(0), at(24))).toBe(false);
    expect(mayWriteUntil({ optedOutAt: null }, at(0))).toBeNull();
    expect(mayWriteUntil(optedOut, at(5))).toEqual(at(29));
    expect(mayWriteUntil(optedOut, null)).toEqual(at(0));
  });
});
