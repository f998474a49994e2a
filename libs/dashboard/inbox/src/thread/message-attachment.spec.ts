import { TestBed } from '@angular/core/testing';
import { TranslocoTestingModule } from '@jsverse/transloco';
import en from '../i18n/en.json' with { type: 'json' };
import type { Message } from '../inbox.model';
import type { Attachment } from './media-view';
import { MessageAttachment } from './message-attachment';
import { attachment, message } from './thread.fixture';

let settled: () => Promise<unknown>;
async function shown(kind: Message['kind'], more: Partial<Attachment>) {
  await TestBed.configureTestingModule({
    imports: [
      MessageAttachment,
      TranslocoTestingModule.forRoot({
        langs: { en: { inbox: en } },
        translocoConfig: { availableLangs: ['en'], defaultLang: 'en' },
        preloadLangs: true,
      }),
    ],
  }).compileComponents();
  const fixture = TestBed.createComponent(MessageAttachment);
  const file = attachment({ size: 234_567, thumbnailUrl: 'https://desk.example.com/media/1?thumbnail', ...more });
  fixture.componentRef.setInput('message', message({ kind, attachment: file }));
  fixture.componentRef.setInput('sender', 'Maria');
  fixture.componentRef.setInput('attachment', file);
  settled = () => fixture.whenStable();
  await settled();
  return fixture.nativeElement as HTMLElement;
}

describe('the file of a message', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is a photo that says whose it is and opens by a button, from our own host', async () => {
    const element = await shown('IMAGE', {});
    expect(element.querySelector('button')?.getAttribute('aria-label')).toBe('Open: Photo sent by Maria');
    const [small, whole] = [...element.querySelectorAll('img')];
    expect([small?.getAttribute('src'), small?.alt]).toEqual(['/media/1?thumbnail', '']);
    expect([whole?.getAttribute('src'), whole?.alt]).toEqual(['/media/1', 'Photo sent by Maria']);
  });

  it('is on its way with words, in the frame that the photo will have', async () => {
    const element = await shown('IMAGE', { state: 'PENDING' });
    expect(element.querySelector('.frame')?.textContent).toContain('Getting the file');
    expect(element.querySelector('button')).toBeNull();
    expect([...element.querySelectorAll('img')].map((img) => img.getAttribute('src'))).toEqual(['/media/1?thumbnail']);
  });

  it('could not be had, and is asked for again by a press', async () => {
    const asked = jest.fn(async () => ({ status: 202 }));
    Object.assign(globalThis, { fetch: asked });
    const element = await shown('AUDIO', { state: 'FAILED', thumbnailUrl: null, durationSeconds: 75 });
    expect(element.textContent).toContain('Not downloaded');
    expect(element.textContent).toContain('1:15');
    element.querySelector('button')?.click();
    expect(asked).toHaveBeenCalledWith('/media/1', expect.anything());
  });

  it('says where it is when it cannot be had here', async () => {
    Object.assign(globalThis, { fetch: async () => ({ status: 404 }) });
    const element = await shown('AUDIO', { state: 'FAILED' });
    element.querySelector('button')?.click();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve(); // the answer is there at once
    await settled();
    expect(element.textContent).toContain('Open it on the phone');
    expect(element.querySelector('button')).toBeNull();
  });

  it('is played, where it is sound or film', async () => {
    const sound = await shown('AUDIO', { mimeType: 'audio/ogg', durationSeconds: 75, thumbnailUrl: null });
    expect(sound.querySelector('button')?.getAttribute('aria-label')).toBe('Play the voice message, 1:15');
    expect(sound.querySelector('[role="slider"]')?.getAttribute('aria-valuemax')).toBe('75');
    TestBed.resetTestingModule();
    const film = await shown('VIDEO', { mimeType: 'video/mp4', durationSeconds: 9 });
    expect(film.querySelector('button')?.getAttribute('aria-label')).toBe('Open: Video sent by Maria, 0:09');
    expect(film.textContent).toContain('0:09');
    TestBed.resetTestingModule();
    const note = await shown('VIDEO', { mimeType: 'video/mp4', durationSeconds: 9, videoNote: true });
    expect(note.querySelector('button')?.getAttribute('aria-label')).toBe('Play the video message 0:09');
  });

  it.each([
    ['DOCUMENT', 'application/pdf'],
    ['IMAGE', 'application/octet-stream'],
  ] as const)('is saved under its name, where it is no more than a file: %s', async (kind, mimeType) => {
    const element = await shown(kind, { mimeType, fileName: 'quote.pdf' });
    const link = element.querySelector('a');
    expect([link?.getAttribute('href'), link?.hasAttribute('download')]).toEqual(['/media/1', true]);
    expect(element.textContent).toContain('quote.pdf');
    expect(element.textContent).toContain('PDF · 235 kB');
    expect(element.querySelector('img')).toBeNull();
  });
});
