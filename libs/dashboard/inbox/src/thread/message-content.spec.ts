import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import en from '../i18n/en.json' with { type: 'json' };
import type { Message } from '../inbox.model';
import { Notices } from '../notices';
import { StartConversations } from '../people/start-conversations';
import { mergeThread } from './bubble';
import { MessageBubble } from './message-bubble';
import { attachment, fromContact, ME } from './thread.fixture';

const started: object[] = [];

/** The whole bubble, as somebody reads it. */
async function shown(more: Partial<Message>, group = false): Promise<HTMLElement> {
  TestBed.resetTestingModule();
  await TestBed.configureTestingModule({
    imports: [
      MessageBubble,
      TranslocoTestingModule.forRoot({
        langs: { en: { inbox: en } },
        translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
        preloadLangs: true,
      }),
    ],
    providers: [
      { provide: Notices, useValue: { tell: () => undefined } },
      { provide: StartConversations, useValue: { may: () => true, open: (whom: object) => started.push(whom) } },
    ],
  }).compileComponents();
  const fixture = TestBed.createComponent(MessageBubble);
  const [bubble] = mergeThread([fromContact({ text: null, ...more })], [], ME).bubbles;
  const row = { type: 'bubble', key: 'k', day: 'd', at: '', bubble, album: null, startsGroup: true, endsGroup: true };
  fixture.componentRef.setInput('row', row);
  fixture.componentRef.setInput('group', group);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}
const words = (element: HTMLElement) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (texts.nextNode()) found.push(texts.currentNode.textContent?.trim() ?? '');
  return found.filter(Boolean).join(' ');
};

describe('what each kind of message shows', () => {
  beforeEach(() => Object.assign(globalThis, { matchMedia: () => ({ matches: false }) }));

  it('a place: its name and address, and a link that asks nobody before it is pressed', async () => {
    const location = {
      __typename: 'Location',
      latitude: -23.5,
      longitude: -46.6,
      name: 'Padaria',
      address: 'Rua A, 1',
    };
    const element = await shown({ kind: 'LOCATION', location: { ...location, live: false } as never });
    expect(words(element)).toContain('Padaria Rua A, 1 Open in maps');
    expect(element.querySelector('a')?.getAttribute('href')).toContain('query=-23.5,-46.6');
    expect(element.querySelector('img, iframe')).toBeNull();
    const live = await shown({
      kind: 'LOCATION',
      location: { ...location, name: null, address: null, live: true } as never,
    });
    expect(words(live)).toContain('Live location Where it started -23.50000, -46.60000');
  });

  it('a place on a phone opens in its own maps', async () => {
    Object.assign(globalThis, { matchMedia: () => ({ matches: true }) });
    const location = { latitude: -23.5, longitude: -46.6, name: null, address: null, live: false } as never;
    const element = await shown({ kind: 'LOCATION', location });
    expect(element.querySelector('a')?.getAttribute('href')).toBe('geo:-23.5,-46.6?q=-23.5,-46.6');
  });

  it('cards: each with its name and its numbers', async () => {
    const contactCards = [
      { __typename: 'ContactCard', name: 'Rui', phones: ['+5511912345678'] },
      { __typename: 'ContactCard', name: 'Eva', phones: [] },
    ] as never;
    const element = await shown({ kind: 'CONTACT_CARD', contactCards });
    expect(words(element)).toContain('Rui +55 (11) 91234-5678');
    expect(words(element)).toContain('Eva No number on this card');
    expect(element.querySelector('a')?.getAttribute('href')).toBe('tel:+5511912345678');
    element.querySelector<HTMLButtonElement>('[aria-label="Start a conversation with Rui"]')?.click();
    expect(started).toEqual([{ phone: '+5511912345678', name: 'Rui' }]);
  });

  it('a poll: what was asked, and that votes are not known here', async () => {
    const element = await shown({ kind: 'POLL', poll: { question: 'Bolo?', options: ['Sim', 'Não'] } as never });
    expect(words(element)).toContain('Bolo?');
    expect([...element.querySelectorAll('li')].map((one) => one.textContent)).toEqual(['Sim', 'Não']);
    expect(words(element)).toContain('Votes can only be seen on the phone');
  });

  it.each([
    [{ kind: 'BUTTON_REPLY', text: 'Quero', choice: { title: 'Quero' } }, 'Button answer Quero'],
    [{ kind: 'LIST_REPLY', choice: { title: 'Plano B' } }, 'List answer Plano B'],
    [{ kind: 'TEMPLATE', text: 'Oferta' }, 'Template Oferta'],
    [{ kind: 'IMAGE', viewOnce: true }, 'Photo Can be viewed once, on the phone'],
    [{ kind: 'UNSUPPORTED', unsupportedType: 'orderMessage' }, 'Catalogue order Open it on the phone'],
    [{ kind: 'UNSUPPORTED', unsupportedType: 'newThing' }, 'WhatsApp sent a kind we cannot show'],
    [{ kind: 'SYSTEM', system: { code: 'CALL_MISSED_VIDEO' } }, 'Missed video call'],
    [{ text: 'Oi', forwarded: true }, 'Forwarded Oi'],
    [{ text: 'Oi', quotedText: 'antes' }, 'antes The original is not here Oi'],
    [{ text: 'Oi', referral: { title: 'Pão', body: 'Fresco', sourceUrl: null } }, 'Came from an ad Pão Fresco Oi'],
  ] as [Partial<Message>, string][])('%j', async (more, expected) => {
    expect(words(await shown(more))).toContain(expected);
  });

  it('an address of an advertisement that is no web address is no link', async () => {
    const referral = { title: 'x', body: null, sourceUrl: 'javascript:alert(1)' } as never;
    expect((await shown({ text: 'Oi', referral })).querySelector('a')).toBeNull();
  });

  it('a sticker without a ground, a photo with words on one', async () => {
    const sticker = await shown({ kind: 'STICKER', attachment: attachment({ mimeType: 'image/webp' }) });
    expect(sticker.querySelector('.bubble')?.classList).toContain('bare');
    const photo = await shown({ kind: 'IMAGE', text: 'Este', attachment: attachment() });
    expect(photo.querySelector('.bubble')?.classList).not.toContain('bare');
  });

  it('names who wrote in a group, each in a colour of their own, and nobody outside one', async () => {
    const author = (id: string) => ({ __typename: 'Contact' as const, id, name: id });
    const [ana, rui] = [
      await shown({ text: 'a', author: author('Ana') }, true),
      await shown({ text: 'b', author: author('Rui') }, true),
    ];
    const sender = (element: HTMLElement) => element.querySelector<HTMLElement>('.sender');
    expect([sender(ana)?.textContent?.trim(), sender(rui)?.textContent?.trim()]).toEqual(['Ana', 'Rui']);
    expect(sender(ana)?.getAttribute('style')).not.toBe(sender(rui)?.getAttribute('style'));
    expect(sender(await shown({ text: 'a', author: author('Ana') }))).toBeNull();
  });
});
