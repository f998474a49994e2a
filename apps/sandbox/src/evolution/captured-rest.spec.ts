import { REAL_TIMING } from '../settings';
import { restPair, restPairs, type RestPair } from '../testing/captured';
import { Lab, type Answer } from '../testing/lab';
import { shapeOf } from '../testing/shape';
import * as when from '../testing/situations';

/** Milliseconds, or until the code is there. */
type Wait = number | 'code';
type Entry = [situation: when.Situation, fixtures: string, more?: { waits?: Wait[] }];

const { connectWaitMs, codeReadyMs, createWaitMs, expiredMediaMs } = REAL_TIMING;

/** Each captured pair with the situation it was captured in, and for how long the answer is waited for. */
const ENTRIES: Entry[] = [
  [
    when.fresh,
    `connect.unknown-404 connection-state.unknown-404 connection-state.unknown-instance-wrong-key-404
    delete.unknown-404 fetch-instances.by-name-404 fetch-instances.unknown-id-404 fetch-instances.wrong-token-401
    instance-create.ok instance-create.no-apikey-401 instance-create.wrong-apikey-401
    instance-create.cloud-api-ok instance-create.cloud-api-no-number-400 instance-create.invalid-integration-400
    instance-create.missing-integration-400 instance-create.missing-name-403 instance-create.invalid-number-400
    instance-create.number-not-string-400 instance-create.malformed-json-400
    instance-create.webhook-without-events-400 send-text.unknown-instance-404 server-info.root unknown-route-404
    webhook-set.not-loaded-404 webhook-set.unknown-404 cloud-webhook-meta.status cloud-webhook-meta.text
    cloud-webhook-meta.two-messages`,
  ],
  [
    when.created,
    `connection-state.close connection-state.no-key-401 connection-state.wrong-key-401 delete.ok
    instance-create.duplicate-name-403 logout.not-connected-400 restart.not-connected-200-error
    send-text.instance-closed-500 settings-set.missing-field-400 settings-set.ok settings-set.reject-call-ok
    webhook-find.ok webhook-find.headers-and-flags webhook-set.disabled webhook-set.empty-events-means-all
    webhook-set.flat-body-400 webhook-set.group-update-is-only-accepted-name-400 webhook-set.invalid-event-400
    webhook-set.missing-url-400 webhook-set.non-http-url-accepted webhook-set.ok
    webhook-set.omitting-headers-keeps-old webhook-set.without-events-500`,
  ],
  [when.slowServer, 'instance-create.with-qrcode-true', { waits: [createWaitMs] }],
  [when.cloud, 'cloud-send-text.graph-unreachable-400 settings-find.none webhook-find.none'],
  [when.rejectsCalls, 'settings-find.ok settings-find.reject-call'],
  [when.created, 'connect.qr', { waits: ['code', connectWaitMs - codeReadyMs] }],
  [when.created, 'connect.pairing-code-first-call', { waits: ['code', connectWaitMs - codeReadyMs] }],
  [when.slowCodes, 'connect.no-qr-yet-count-0', { waits: [connectWaitMs] }],
  [when.codesUsedUp, 'connect.after-qr-limit', { waits: [connectWaitMs] }],
  [when.loggedOutWithOldCode, 'connect.after-phone-logout', { waits: [connectWaitMs] }],
  [when.showingSecondCode, 'connect.qr-second'],
  [when.showingPairingCode, 'connect.pairing-code'],
  [
    when.showingCode,
    `connection-state.connecting delete.connecting logout.connecting-ok logout.while-connecting
    restart.while-connecting`,
  ],
  [
    when.linked,
    `connect.already-open connection-state.open connection-state.open-with-instance-token
    delete.open-instance delete-for-everyone.missing-field-400 delete-for-everyone.unknown-message
    fetch-instances.by-name fetch-instances.by-token fetch-profile-picture.null fetch-profile-picture.ok
    find-messages.none find-status-message.ok get-base64.missing-message-400 get-base64.unknown-message-400
    group-find-info.not-found-404 group-find-info.ok
    logout.ok mark-read.lid-silently-ignored mark-read.missing-400 restart.open
    send-audio.invalid-400 send-audio.no-encoding send-audio.ok send-buttons.mixed-400 send-buttons.reply-ok
    send-buttons.too-many-400 send-buttons.url-copy-call-ok send-contact.missing-phone-400 send-contact.ok-one
    send-contact.ok-two send-list.missing-sections-400 send-list.ok send-location.missing-name-400 send-location.ok
    send-media.audio-base64 send-media.bad-mediatype-400 send-media.corrupt-image-500 send-media.data-uri-400
    send-media.document-base64 send-media.document-without-filename-400 send-media.image-base64
    send-media.not-url-nor-base64-400 send-media.url-unreachable-500
    send-media.video-base64 send-poll.ok send-presence.bad-presence-400 send-presence.missing-delay-400
    send-text.br-9-digit-stripped send-text.empty-text-400
    send-text.formatted-number send-text.group-not-found-400 send-text.instance-token send-text.link-preview-off
    send-text.mentioned-list send-text.missing-number-400 send-text.missing-text-400 send-text.no-body-400
    send-text.not-on-whatsapp-400 send-text.number-not-string-400 send-text.ok send-text.several-errors-400
    send-text.to-full-jid send-text.to-group-mention-everyone send-text.to-lid-unknown send-text.to-lid
    send-text.unknown-extra-field-ignored send-text.v1-shape-400 set-presence.ok update-block-status.ok
    update-message.unknown-400 whatsapp-numbers.empty-array-400 whatsapp-numbers.missing-400 chat-find-chat-by-jid`,
  ],
  [when.linkedWithMedia, 'send-media.image-webhook-base64 send-sticker.ok'],
  [when.linked, 'send-presence.ok', { waits: [500] }],
  [when.linked, 'send-text.with-delay', { waits: [800] }],
  [when.centroLinked, 'instance-create.instance-token-401'],
  [when.otherInstanceToo, 'send-text.other-instance-token-401'],
  [
    when.anaWrote,
    `get-base64.not-media-400 mark-read.ok send-reaction.ok send-reaction.remove
    send-reaction.not-emoji-400 send-text.quoted send-text.quoted-with-message find-messages.by-id`,
  ],
  [when.anaSentPicture, 'get-base64.image-ok'],
  [when.anaSentVoice, 'get-base64.audio-convert-mp4'],
  [when.anaSentPictureThatExpired, 'get-base64.media-expired-400', { waits: [expiredMediaMs] }],
  [when.businessSent, 'update-message.ok update-message.jid-mismatch-400'],
  [when.businessSentPicture, 'delete-for-everyone.ok'],
  [
    when.busy,
    `find-chats.all find-chats.one find-contacts.all find-contacts.one find-messages.by-alt-jid
    find-messages.by-jid group-participants.ok whatsapp-numbers.mixed`,
  ],
  [when.buttonsBeforeOthers, 'find-messages.page-2'],
  [when.reconnecting, 'connection-state.reconnecting send-text.baileys-throws-400'],
  [when.restarted, 'connection-state.after-restart'],
  [when.loggedOutByApi, 'connection-state.after-api-logout connection-state.after-logout'],
  [
    when.loggedOutByPhone,
    `connection-state.after-phone-logout fetch-instances.after-phone-logout
    send-text.after-phone-logout-400`,
  ],
  [when.deleted, 'connection-state.after-delete-404 instance-create.after-delete-ok'],
  [when.justDeleted, 'connection-state.right-after-delete instance-create.right-after-delete-403'],
  [when.createdBare, 'delete.ok-but-blocked'],
  [when.deleteBlocked, 'connection-state.blocked-delete instance-create.name-still-taken-403'],
];

/** Refusals answer word for word what the real server answered, but for these, which only have the same shape. */
const OTHER_WORDS: Record<string, string> = {
  'get-base64.media-expired-400': 'names the address of the file, which is made up for each message',
};

const tests = ENTRIES.flatMap(([situation, fixtures, more]) =>
  fixtures.split(/\s+/).map((fixture) => ({ fixture, situation, waits: more?.waits ?? [] })),
);

describe('every captured REST pair', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await Lab.start();
  });
  afterEach(() => lab.close());

  it('is tried, and none that does not exist', () => {
    expect(tests.map(({ fixture }) => fixture).sort()).toEqual(restPairs().sort());
  });

  it.each(tests)('$fixture', async ({ fixture, situation, waits }) => {
    const pair = restPair(fixture);
    const name = instanceOf(pair);
    await situation(lab, name, pair);

    const asked = ask(lab, pair, fixture);
    for (const wait of waits) {
      await lab.time.waitedFor(wait === 'code' ? connectWaitMs : wait);
      lab.time.advance(wait === 'code' ? codeReadyMs : wait);
      if (wait === 'code') await lab.until(() => lab.instance(name).code !== null);
    }
    const answer = await asked;

    expect(answer.status).toBe(pair.response.status);
    expect(answer.type).toBe(pair.response.headers['content-type']);
    if (answer.status >= 400 && !OTHER_WORDS[fixture]) expect(answer.body).toEqual(pair.response.body);
    else expect(shapeOf(answer.body)).toEqual(shapeOf(pair.response.body));
  });
});

function instanceOf({ request: { path, body } }: RestPair): string {
  const url = new URL(path, 'http://evolution');
  const named = (body as { instanceName?: string } | null)?.instanceName ?? url.searchParams.get('instanceName');
  return named ?? (url.pathname.endsWith('/fetchInstances') ? 'loja-centro' : (url.pathname.split('/').pop() ?? ''));
}

/** The captured request; a JSON request without a body was a broken one. */
function ask(lab: Lab, { request }: RestPair, fixture: string): Promise<Answer> {
  const { apikey, ...headers } = request.headers;
  const key = when.keyOf(apikey, fixture);
  const body =
    request.body !== null ? JSON.stringify(request.body) : headers['content-type'] ? '{"instanceName":' : undefined;
  return lab.fetch(`/evolution${request.path}`, {
    method: request.method,
    headers: { ...headers, ...(key && { apikey: key }) },
    ...(body !== undefined && { body }),
  });
}
