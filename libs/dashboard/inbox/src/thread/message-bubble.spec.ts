import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import en from '../i18n/en.json' with { type: 'json' };
import type { Message } from '../inbox.model';
import { mergeThread } from './bubble';
import { MessageBubble } from './message-bubble';
import { ME, message } from './thread.fixture';

const rowOf = (bubble: unknown) => {
  const row = { type: 'bubble', key: 'k', day: '2026-11-24', at: '2026-11-24T10:00:00.000Z', bubble, album: null };
  return { ...row, startsGroup: true, endsGroup: true };
};

async function shown(more: Partial<Message>) {
  await TestBed.configureTestingModule({
    imports: [
      MessageBubble,
      TranslocoTestingModule.forRoot({
        langs: { en: { inbox: en } },
        translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
        preloadLangs: true,
      }),
    ],
  }).compileComponents();
  const fixture = TestBed.createComponent(MessageBubble);
  const [bubble] = mergeThread([message(more)], [], ME).bubbles;
  fixture.componentRef.setInput('row', rowOf(bubble));
  const retried = jest.fn();
  fixture.componentInstance.retried.subscribe(retried);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const button = [...element.querySelectorAll('button')].find((one) => one.textContent?.includes('Retry'));
  return { text: element.textContent ?? '', button, retried };
}

describe('a bubble', () => {
  it('says that we are checking while it is not confirmed, and offers nothing', async () => {
    const { text, button } = await shown({ status: 'UNCONFIRMED' });
    expect(text).toContain('We are checking');
    expect(button).toBeUndefined();
  });

  it('lets a person decide once nobody could find out', async () => {
    const failure = { code: 'OUTCOME_UNKNOWN', message: 'x', retryable: true };
    const { text, button, retried } = await shown({ status: 'UNCONFIRMED', failure });
    expect(text).toContain('Look at the phone before you send it again');
    expect(text).not.toContain('We are checking');
    button?.click();
    expect(retried).toHaveBeenCalledTimes(1);
  });

  it('says in the reader’s language why it was not sent, or what the server said', async () => {
    const failed = (code: string) =>
      shown({ status: 'FAILED', failure: { code, message: 'what the server said', retryable: false } });
    expect((await failed('NOT_ON_WHATSAPP')).text).toContain('Not sent: this number is not on WhatsApp');
    TestBed.resetTestingModule();
    expect((await failed('NEW_CODE')).text).toContain('Not sent: what the server said');
  });
});

describe('acting on a bubble', () => {
  const all = { reply: true, react: true, edit: true, delete: true };
  async function opened(more: Partial<Message>, possible = all) {
    await TestBed.configureTestingModule({
      imports: [
        MessageBubble,
        TranslocoTestingModule.forRoot({
          langs: { en: { inbox: en } },
          translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
          preloadLangs: true,
        }),
      ],
    }).compileComponents();
    const fixture = TestBed.createComponent(MessageBubble);
    const [bubble] = mergeThread([message(more)], [], ME).bubbles;
    fixture.componentRef.setInput('row', rowOf(bubble));
    fixture.componentRef.setInput('possible', () => possible);
    const wished = jest.fn();
    fixture.componentInstance.wished.subscribe(wished);
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    element.querySelector<HTMLElement>('.actions')?.click();
    await fixture.whenStable();
    const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
    const named = (name: string) =>
      items.find((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === name);
    return { element, items, named, wished };
  }
  const ours = {
    __typename: 'Reaction',
    emoji: '👍',
    author: { __typename: 'Member', id: ME, user: { id: 'u1', name: 'Ana' } },
  } as never;

  it('offers what is possible, by name', async () => {
    const { named, wished } = await opened({});
    named('React with ❤️')?.click();
    expect(wished).toHaveBeenCalledWith({ what: 'react', emoji: '❤️' });
    for (const name of ['Reply', 'Edit', 'Delete for everyone']) expect(named(name)).toBeDefined();
    expect(named('Remove the reaction')).toBeUndefined();
  });

  it('takes our reaction back, and says who reacted', async () => {
    const { element, named, wished } = await opened({ reactions: [ours] });
    expect(element.querySelector('.chips')?.getAttribute('aria-label')).toBe('Reactions: 👍 Ana');
    named('Remove the reaction 👍')?.click();
    expect(wished).toHaveBeenCalledWith({ what: 'react', emoji: null });
  });

  it('has no menu where nothing is possible', async () => {
    const { element } = await opened({}, { reply: false, react: false, edit: false, delete: false });
    expect(element.querySelector('.actions')).toBeNull();
  });

  it('shows an edit under way, and why it was not done', async () => {
    const act = { __typename: 'MessageAct', kind: 'EDIT', content: 'new text', failure: null } as never;
    expect((await opened({ act })).element.textContent).toContain('new text');
    TestBed.resetTestingModule();
    const refused = { kind: 'EDIT', content: 'new text', failure: { code: 'TOO_LATE', message: 'x' } } as never;
    const { element } = await opened({ text: 'old text', act: refused });
    expect(element.textContent).toContain('old text');
    expect(element.textContent).toContain('Not edited: WhatsApp does not allow it any more');
  });
});
