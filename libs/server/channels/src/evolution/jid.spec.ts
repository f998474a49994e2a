import { lidOfJid, parseJid, phoneOfJid, sameJid, toRecipient } from './jid';

describe('parseJid', () => {
  it.each([
    ['5511999990001@s.whatsapp.net', { jid: '5511999990001@s.whatsapp.net', kind: 'PHONE', user: '5511999990001' }],
    ['5511999990001:12@s.whatsapp.net', { jid: '5511999990001@s.whatsapp.net', kind: 'PHONE', user: '5511999990001' }],
    ['5511999990001_1:3@s.whatsapp.net', { jid: '5511999990001@s.whatsapp.net', kind: 'PHONE', user: '5511999990001' }],
    ['5511999990001@c.us', { jid: '5511999990001@s.whatsapp.net', kind: 'PHONE', user: '5511999990001' }],
    ['100000000000044@lid', { jid: '100000000000044@lid', kind: 'LID', user: '100000000000044' }],
    ['100000000000044:7@lid', { jid: '100000000000044@lid', kind: 'LID', user: '100000000000044' }],
    ['120363000000000001@g.us', { jid: '120363000000000001@g.us', kind: 'GROUP', user: '120363000000000001' }],
    [
      '5511999990001-1600000000@g.us',
      { jid: '5511999990001-1600000000@g.us', kind: 'GROUP', user: '5511999990001-1600000000' },
    ],
    ['status@broadcast', { jid: 'status@broadcast', kind: 'BROADCAST', user: 'status' }],
    [
      '120363000000000009@newsletter',
      { jid: '120363000000000009@newsletter', kind: 'NEWSLETTER', user: '120363000000000009' },
    ],
  ])('reads %s', (raw, wanted) => expect(parseJid(raw)).toEqual(wanted));

  it.each([
    '',
    '5511999990001',
    '@s.whatsapp.net',
    'a@s.whatsapp.net',
    '1@toString',
    '1@example.com',
    'constructor@constructor',
    null,
    5,
    {},
    undefined,
  ])('%j is no jid', (raw) => expect(parseJid(raw)).toBeNull());
});

describe('phones and lids', () => {
  it('restores the ninth digit of a Brazilian mobile, and of nothing else', () => {
    expect(phoneOfJid('553199990001@s.whatsapp.net')).toBe('+5531999990001');
    expect(phoneOfJid('5531999990001@s.whatsapp.net')).toBe('+5531999990001');
    expect(phoneOfJid('553133334444@s.whatsapp.net')).toBe('+553133334444');
    expect(phoneOfJid('14155550123@s.whatsapp.net')).toBe('+14155550123');
  });

  it('never takes a lid or a group for a phone number', () => {
    expect(phoneOfJid('100000000000044@lid')).toBeNull();
    expect(phoneOfJid('5511999990001-1600000000@g.us')).toBeNull();
    expect(lidOfJid('100000000000044@lid')).toBe('100000000000044');
    expect(lidOfJid('5511999990001@s.whatsapp.net')).toBeNull();
  });

  it('knows a person by both spellings of the number', () => {
    expect(sameJid('553199990001@s.whatsapp.net', '5531999990001:4@s.whatsapp.net')).toBe(true);
    expect(sameJid('5511999990001@s.whatsapp.net', '5511999990002@s.whatsapp.net')).toBe(false);
    expect(sameJid('5511999990001@lid', '5511999990001@s.whatsapp.net')).toBe(false);
    expect(sameJid(null, undefined)).toBe(false);
  });

  it('writes recipients as Evolution takes them', () => {
    expect(toRecipient('+55 (31) 99999-0001')).toBe('5531999990001');
    expect(toRecipient('100000000000044@lid')).toBe('100000000000044@lid');
  });
});
