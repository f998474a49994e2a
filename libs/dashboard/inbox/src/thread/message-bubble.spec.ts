import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import en from '../i18n/en.json' with { type: 'json' };
import type { Message } from '../inbox.model';
import { mergeThread } from './bubble';
import { MessageBubble } from './message-bubble';
import { ME, message } from './thread.fixture';

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
  fixture.componentRef.setInput('row', { type: 'bubble', key: 'k', bubble, startsGroup: true, endsGroup: true });
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
