import { DOCUMENT_BASE64, STICKER_BASE64, VIDEO_BASE64 } from './file-bytes';
import type { StoredMessage } from './instance';
import { mediaFields, pictureContent, thumbnail } from './picture';
import { PICTURE_BASE64 } from './picture-bytes';
import { VOICE_BASE64 } from './voice-bytes';
import { long, randomByteMap, type Json } from './wire';

/** What a phone can send besides text, pictures and voice messages; each has the shape of a captured one. */
export const KINDS = [
  'location',
  'pin',
  'liveLocation',
  'contactCard',
  'contactCards',
  'poll',
  'sticker',
  'document',
  'documentWithCaption',
  'video',
  'videoNote',
  'audioFile',
  'buttonReply',
  'templateReply',
  'listReply',
  'interactiveReply',
  'template',
  'viewOncePicture',
  'ephemeralText',
  'ephemeralPicture',
  'forwarded',
  'quoted',
  'ad',
  'order',
  'product',
  'groupInvite',
  'unknown',
] as const;
export type Kind = (typeof KINDS)[number];

/** A message of a phone before it has a key. */
export interface PhoneContent {
  content: Json;
  messageType: string;
  contextInfo?: Json | null;
  media?: NonNullable<StoredMessage['media']>;
}
interface Making {
  /** Words of the sender's own, where the kind has any. */
  text: string | undefined;
  id: string;
  seconds: number;
  /** The business's own jid. */
  business: string;
}

export const contentOfKind = (kind: Kind, making: Making): PhoneContent => MAKERS[kind](making);

const PEOPLE: [name: string, phone: string][] = [
  ['Bruno Dias', '5511999990003'],
  ['Carla Nunes', '5511999990098'],
];
const card = ([name, phone]: [string, string]): Json => ({
  displayName: name,
  vcard: `BEGIN:VCARD\nVERSION:3.0\nN:;${name};;;\nFN:${name}\nTEL;type=CELL;waid=${phone}:+${phone}\nEND:VCARD`,
});

const plain = (messageType: string, inner: Json, beside: Json = {}): PhoneContent => ({
  content: { ...beside, [messageType]: inner },
  messageType,
  contextInfo: null,
});
const said = (text: string, context: Json): PhoneContent => ({
  content: { conversation: text },
  messageType: 'conversation',
  contextInfo: { mentionedJid: [], groupMentions: [], ...context },
});

function withFile(
  messageType: string,
  base64: string,
  [mimetype, ending]: [string, string],
  making: Making,
  more: Json,
) {
  const fields = mediaFields(Buffer.from(base64, 'base64'), mimetype, making.seconds);
  const media = { base64, mimetype, fileName: `${making.id}.${ending}` };
  return { ...plain(messageType, { ...fields, ...more }), media };
}
const MP4: [string, string] = ['video/mp4', 'mp4'];
const PDF: [string, string] = ['application/pdf', 'pdf'];

/** What was chosen of something that the business offered. */
function chosen(
  messageType: string,
  inner: Json,
  { business }: Making,
  offered: string,
  quotedMessage?: Json,
): PhoneContent {
  const context = {
    mentionedJid: [],
    groupMentions: [],
    stanzaId: offered,
    participant: business,
    ...(quotedMessage && { quotedMessage }),
  };
  return { content: { [messageType]: { ...inner, contextInfo: context } }, messageType, contextInfo: context };
}

function wrapped(wrapper: string, inner: PhoneContent): PhoneContent {
  return {
    content: { [wrapper]: { message: inner.content } },
    messageType: wrapper,
    ...(inner.media && { media: inner.media }),
  };
}
const picture = ({ text, id, seconds }: Making, viewOnce: boolean): PhoneContent => {
  const { imageMessage } = pictureContent(text, seconds) as { imageMessage: Json };
  const { height, width, jpegThumbnail, ...secret } = imageMessage;
  return {
    content: { imageMessage: viewOnce ? { ...secret, viewOnce } : { ...secret, height, width, jpegThumbnail } },
    messageType: 'imageMessage',
    media: { base64: PICTURE_BASE64, mimetype: 'image/jpeg', fileName: `${id}.jpeg` },
  };
};

const VIDEO = { interactiveAnnotations: [], annotations: [], processedVideos: [], seconds: 2 };
const MAKERS: Record<Kind, (making: Making) => PhoneContent> = {
  location: ({ text }) =>
    plain('locationMessage', {
      degreesLatitude: -23.561414,
      degreesLongitude: -46.655881,
      name: text ?? 'Padaria Trigo & Cia',
      address: 'Av. Paulista, 1578',
      jpegThumbnail: thumbnail(),
    }),
  pin: () => plain('locationMessage', { degreesLatitude: -23.55052, degreesLongitude: -46.633308 }),
  liveLocation: ({ text, seconds }) =>
    plain('liveLocationMessage', {
      degreesLatitude: -23.5586,
      degreesLongitude: -46.6596,
      accuracyInMeters: 20,
      caption: text ?? 'Estou a caminho',
      sequenceNumber: long(seconds * 1_000),
    }),
  contactCard: () => plain('contactMessage', card(PEOPLE[0] as [string, string])),
  contactCards: () =>
    plain('contactsArrayMessage', { contacts: PEOPLE.map(card), displayName: `${PEOPLE.length} contatos` }),
  poll: ({ text }) =>
    plain(
      'pollCreationMessageV3',
      {
        options: ['Chocolate', 'Morango', 'Coco'].map((optionName) => ({ optionName })),
        name: text ?? 'Qual sabor de bolo?',
        selectableOptionsCount: 1,
      },
      { messageContextInfo: { messageSecret: randomByteMap(32) } },
    ),
  sticker: (making) =>
    withFile('stickerMessage', STICKER_BASE64, ['image/webp', 'webp'], making, {
      height: 64,
      width: 64,
      isAnimated: false,
    }),
  document: (making) =>
    withFile('documentMessage', DOCUMENT_BASE64, PDF, making, {
      title: 'orcamento.pdf',
      fileName: 'orcamento.pdf',
      pageCount: 1,
    }),
  documentWithCaption: (making) => {
    const caption = making.text ?? 'Segue o orçamento';
    const { contextInfo: _, ...made } = withFile('documentMessage', DOCUMENT_BASE64, PDF, making, {
      fileName: 'orcamento.pdf',
      caption,
    });
    return made;
  },
  video: (making) =>
    withFile('videoMessage', VIDEO_BASE64, MP4, making, {
      ...VIDEO,
      caption: making.text ?? 'Olha o vídeo',
      gifPlayback: false,
    }),
  videoNote: (making) => withFile('ptvMessage', VIDEO_BASE64, MP4, making, VIDEO),
  // Called so by the sender: what it really is shows in its bytes.
  audioFile: (making) =>
    withFile('audioMessage', VOICE_BASE64, ['audio/mp4', 'm4a'], making, { seconds: 1, ptt: false }),
  buttonReply: (making) =>
    chosen(
      'buttonsResponseMessage',
      { selectedButtonId: 'btn_yes', selectedDisplayText: making.text ?? 'Sim, quero', type: 1 },
      making,
      'BAE5000000000001',
      { conversation: 'Deseja continuar?' },
    ),
  templateReply: (making) =>
    chosen(
      'templateButtonReplyMessage',
      { selectedId: 'id_vendas', selectedDisplayText: making.text ?? 'Falar com vendas', selectedIndex: 1 },
      making,
      'BAE5000000000002',
    ),
  listReply: (making) =>
    chosen(
      'listResponseMessage',
      {
        title: making.text ?? 'Plano Ouro',
        listType: 1,
        singleSelectReply: { selectedRowId: 'row_gold' },
        description: 'R$ 99',
      },
      making,
      'BAE5000000000003',
    ),
  interactiveReply: (making) =>
    chosen(
      'interactiveResponseMessage',
      {
        body: { text: making.text ?? 'Quero saber mais', format: 0 },
        nativeFlowResponseMessage: {
          name: 'quick_reply',
          paramsJson: '{"id":"quick_1","description":null}',
          version: 1,
        },
      },
      making,
      'BAE5000000000004',
    ),
  template: ({ text }) =>
    plain('templateMessage', {
      hydratedTemplate: {
        hydratedButtons: [{ quickReplyButton: { displayText: 'OK', id: 'ok' }, index: 0 }],
        hydratedContentText: text ?? 'Seu pedido saiu para entrega',
        hydratedFooterText: 'Loja',
      },
    }),
  viewOncePicture: (making) => wrapped('viewOnceMessageV2', picture({ ...making, text: undefined }, true)),
  ephemeralText: ({ text }) =>
    wrapped('ephemeralMessage', {
      content: {
        extendedTextMessage: {
          text: text ?? 'Esta mensagem some em uma semana',
          contextInfo: { mentionedJid: [], groupMentions: [], expiration: 604_800 },
        },
      },
      messageType: 'extendedTextMessage',
    }),
  ephemeralPicture: (making) =>
    wrapped('ephemeralMessage', picture({ ...making, text: making.text ?? 'Foto que some' }, false)),
  forwarded: ({ text }) =>
    said(text ?? 'Vi esta promoção e lembrei de você', { forwardingScore: 5, isForwarded: true }),
  quoted: ({ text, business }) =>
    said(text ?? 'Sim, é esse', {
      stanzaId: '3A66017D7E90CFC082DF',
      participant: business,
      quotedMessage: { conversation: 'Seria o bolo de chocolate?' },
    }),
  ad: ({ text }) =>
    said(text ?? 'Olá! Tenho interesse e queria mais informações, por favor.', {
      conversionSource: 'FB_Ads',
      conversionData: randomByteMap(20),
      externalAdReply: {
        title: 'Promoção de verão',
        body: 'Até 40% off',
        mediaType: 1,
        thumbnailUrl: 'https://scontent.example.test/ad.jpg',
        sourceType: 'ad',
        sourceId: '120210000000000001',
        sourceUrl: 'https://fb.me/fakeAd1',
        containsAutoReply: false,
        renderLargerThumbnail: true,
        showAdAttribution: true,
        ctwaClid: 'ARAfakeClid01',
      },
      entryPointConversionSource: 'ctwa_ad',
      entryPointConversionApp: 'facebook',
      entryPointConversionDelaySeconds: 4,
    }),
  order: ({ text, business }) =>
    plain('orderMessage', {
      orderId: '900000000000001',
      itemCount: 2,
      status: 1,
      surface: 1,
      message: text ?? 'Pedido do catálogo',
      orderTitle: 'Loja',
      sellerJid: business,
      token: 'AR6fakeToken==',
      totalAmount1000: long(199_900),
      totalCurrencyCode: 'BRL',
    }),
  product: ({ text, business }) =>
    plain('productMessage', {
      product: {
        productId: '7000000001',
        title: text ?? 'Bolo de chocolate',
        description: 'Serve dez pessoas',
        currencyCode: 'BRL',
        priceAmount1000: long(59_900),
        productImageCount: 1,
      },
      businessOwnerJid: business,
    }),
  groupInvite: ({ text, seconds }) =>
    plain('groupInviteMessage', {
      groupJid: '120363000000000009@g.us',
      inviteCode: 'FAKEINVITE',
      inviteExpiration: long(seconds + 259_200),
      groupName: 'Clube do Pão',
      caption: text ?? 'Entra aí',
    }),
  unknown: ({ text }) => ({
    content: { sendPaymentMessage: { noteMessage: { extendedTextMessage: { text: text ?? 'pix' } } } },
    messageType: 'sendPaymentMessage',
  }),
};
