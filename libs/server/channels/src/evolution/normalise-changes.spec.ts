import { firstOf, KEY, only } from './testing/deliveries';

describe('changes of a message', () => {
  it('is an edit only where its type says so', () => {
    const edit = { key: KEY, editedMessage: { conversation: 'novo' }, timestampMs: '1795443707123' };
    const edited = {
      type: 'MessageEdited',
      providerId: 'A1',
      text: 'novo',
      viaApi: false,
      editedAt: new Date(1795443707123),
    };
    expect(only('messages.edited', { ...edit, type: 'MESSAGE_EDIT' })).toMatchObject(edited);
    expect(only('messages.edited', { ...edit, type: 14 })).toMatchObject(edited);
    expect(only('send.message.update', { ...edit, type: 14 })).toMatchObject({ ...edited, viaApi: true });
    expect(only('messages.edited', edit)).toEqual({ type: 'Ignored', reason: 'PROTOCOL NONE' });
    expect(only('messages.edited', { ...edit, type: 3 })).toEqual({
      type: 'Ignored',
      reason: 'PROTOCOL EPHEMERAL_SETTING',
    });
    for (const type of [0, 'REVOKE'])
      expect(only('messages.edited', { ...edit, type })).toMatchObject({ type: 'MessageDeleted', providerId: 'A1' });
    expect(only('messages.edited', { key: KEY, type: 14 })).toMatchObject({ type: 'Unreadable' });
  });

  it('is found inside a message too', () => {
    const protocolMessage = {
      key: { id: 'OLD' },
      type: 'MESSAGE_EDIT',
      editedMessage: { imageMessage: { caption: 'legenda' } },
    };
    const edited = { type: 'MessageEdited', providerId: 'OLD', text: 'legenda', chat: { phone: '+5511999990001' } };
    expect(only('messages.upsert', { key: KEY, message: { protocolMessage } })).toMatchObject(edited);
    expect(
      only('messages.upsert', { key: KEY, message: { editedMessage: { message: { protocolMessage } } } }),
    ).toMatchObject(edited);
  });

  it('is a deletion in both shapes, by the provider id and not by the database id', () => {
    expect(firstOf('messages-delete.delete-for-everyone.ok')).toMatchObject({
      type: 'MessageDeleted',
      providerId: '3EB075300CAFDDC16D34E3',
      fromMe: true,
    });
    expect(firstOf('messages-delete.revoked-by-customer')).toMatchObject({
      type: 'MessageDeleted',
      providerId: 'AC39A53EB4FCF2F75FAF725F215D2B75',
    });
  });

  it.each([
    ['SERVER_ACK', 'SENT'],
    [2, 'SENT'],
    ['DELIVERY_ACK', 'DELIVERED'],
    ['delivered', 'DELIVERED'],
    [4, 'READ'],
    ['PLAYED', 'PLAYED'],
    ['ERROR', 'FAILED'],
    [0, 'FAILED'],
  ])('is an ack: %j', (status, wanted) => {
    const ack = { keyId: 'A1', remoteJid: '100000000000044@lid', fromMe: true, status, messageId: 'db' };
    expect(only('messages.update', ack)).toMatchObject({
      type: 'MessageStatusChanged',
      providerId: 'A1',
      fromMe: true,
      status: wanted,
    });
  });

  it('is no ack while pending, and unreadable when unheard of', () => {
    const ack = { keyId: 'A1', remoteJid: KEY.remoteJid, fromMe: true };
    expect(only('messages.update', { ...ack, status: 'PENDING' })).toEqual({
      type: 'Ignored',
      reason: 'STATUS_PENDING',
    });
    for (const status of ['CONSTRUCTOR', 'BLOCKED', 99, null])
      expect(only('messages.update', { ...ack, status })).toMatchObject({ type: 'Unreadable' });
  });

  it('is a reaction, or its end', () => {
    expect(firstOf('messages-upsert.reaction')).toMatchObject({
      type: 'MessageReacted',
      emoji: '👍',
      targetProviderId: '3A66017D7E90CFC082DF',
      pushName: 'Ana Souza',
    });
    expect(firstOf('messages-upsert.reaction-removed')).toMatchObject({ emoji: null });
    // Six bytes of milliseconds, written as two halves of which the lower is negative.
    expect(firstOf('messages-upsert.reaction')).toMatchObject({ reactedAt: new Date(1760000000123) });
  });
});
