import { normaliseEvolution } from './normalise-evolution';
import { webhookBody } from './testing/captured';
import { firstOf, items, KEY, NOW, only, OWN } from './testing/deliveries';

describe('the connection', () => {
  it('opens with our number', () => {
    expect(firstOf('connection-update.open-after-pairing.2')).toEqual({
      type: 'ConnectionChanged',
      state: 'OPEN',
      reason: null,
      statusReason: 200,
      ownJid: '5511999990000@s.whatsapp.net',
      ownNumber: '+5511999990000',
      profileName: 'Loja Centro',
      profilePictureUrl: null,
    });
  });

  it('ends for a reason', () => {
    expect(firstOf('connection-update.logout-api')).toMatchObject({
      state: 'CLOSE',
      reason: 'LOGGED_OUT',
      statusReason: 401,
    });
    expect(firstOf('status-instance.banned-403')).toMatchObject({
      state: 'CLOSE',
      reason: 'BANNED',
      statusReason: 403,
    });
    expect(firstOf('connection-update.qrcode-limit-reached')).toMatchObject({ state: 'REFUSED', statusReason: 428 });
    expect(firstOf('logout-instance.banned-403')).toEqual({ type: 'LoggedOut' });
    expect(firstOf('remove-instance.delete-closed')).toEqual({ type: 'InstanceDeleted' });
    expect(firstOf('instance-delete.delete-closed')).toEqual({ type: 'InstanceDeleted' });
    expect(only('connection.update', { state: 'toString' })).toMatchObject({ type: 'Unreadable' });
  });

  it('shows codes, and that there are no more', () => {
    expect(firstOf('qrcode-updated.qrcode-first')).toEqual({
      type: 'QrCodeIssued',
      code: expect.stringMatching(/^2@/),
      imageDataUrl: expect.stringMatching(/^data:image\/png;base64,/),
      pairingCode: null,
    });
    expect(firstOf('qrcode-updated.j-connect-pairing')).toMatchObject({ pairingCode: '4V5Z51Z6' });
    expect(firstOf('qrcode-updated.qrcode-limit-reached')).toEqual({ type: 'QrLimitReached' });
    expect(only('qrcode.updated', { qrcode: { code: 'x', base64: 'data:text/html;base64,AAAA' } })).toMatchObject({
      type: 'Unreadable',
    });
  });
});

describe('people', () => {
  it('are learned one or many at a time, and never renamed to nothing', () => {
    expect(normaliseEvolution(webhookBody('contacts-upsert.contacts-upsert-array'), NOW).items).toMatchObject([
      { type: 'ContactSeen', party: { phone: '+5511999990005' }, name: 'Daniel' },
      { type: 'ContactSeen', party: { phone: null, lid: '100000000000044' }, name: 'Contato LID' },
      { type: 'ContactSeen', party: { phone: '+5511999990006' }, name: 'Empresa Fictícia' },
    ]);
    expect(firstOf('contacts-update.from-me-other-device')).toMatchObject({ type: 'ContactSeen', name: null });
    expect(firstOf('contacts-update.contacts-update-array')).toMatchObject({
      pictureUrl: expect.stringMatching(/^https:/),
    });
    expect(firstOf('contacts-upsert.group-text-pn')).toEqual({ type: 'Ignored', reason: 'GROUP_CONTACT' });
    expect(firstOf('contacts-upsert.cloud-text')).toEqual({ type: 'Ignored', reason: 'CONTACT_WITHOUT_JID' });
    expect(only('contacts.update', { remoteJid: OWN, pushName: 'Loja' })).toEqual({
      type: 'Ignored',
      reason: 'OWN_CONTACT',
    });
    expect(only('contacts.update', { remoteJid: KEY.remoteJid, profilePicUrl: 'javascript:alert(1)' })).toMatchObject({
      pictureUrl: null,
    });
  });

  it('have chats from before we were connected', () => {
    expect(normaliseEvolution(webhookBody('chats-set.history-set'), NOW).items).toMatchObject([
      {
        type: 'ChatSeen',
        party: { phone: '+5511999990007' },
        name: 'Cliente Antigo',
        fromHistory: true,
        isGroup: false,
      },
      { type: 'ChatSeen', party: { jid: '120363000000000001@g.us' }, name: 'Equipe Loja', isGroup: true },
    ]);
    expect(firstOf('chats-set.history-set-empty')).toEqual({ type: 'Ignored', reason: 'EMPTY' });
    expect(firstOf('chats-upsert.message-in-known-chat-new-name')).toEqual({
      type: 'Ignored',
      reason: 'CHAT_WITHOUT_JID',
    });
    const [history] = normaliseEvolution(webhookBody('messages-set.history-set'), NOW).items;
    expect(history).toMatchObject({
      type: 'HistoryMessages',
      messages: [
        { text: 'histórico 1', sentAt: new Date(1750000000_000) },
        { text: 'histórico resposta', fromMe: true, status: 'READ', pushName: null, sentAt: new Date(1750000100_000) },
        { text: 'histórico grupo', isGroup: true, pushName: null, participant: { phone: '+5511999990001' } },
      ],
    });
  });

  it('in history that cannot be read are told apart', () => {
    const history = items('messages.set', [{ key: KEY, message: { conversation: 'oi' } }, 7]);
    expect(history.map(({ type }) => type)).toEqual(['HistoryMessages', 'Unreadable']);
  });
});
