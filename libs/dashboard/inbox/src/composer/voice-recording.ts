import { Injectable, type OnDestroy, signal } from '@angular/core';

export type RecordingState = 'idle' | 'asking' | 'recording' | 'ready' | 'denied' | 'missing';
export interface Recording {
  readonly content: Blob;
  readonly url: string;
  readonly mimeType: string;
  readonly seconds: number;
}

/** By preference: what WhatsApp itself uses first, then what browsers have. */
const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4', 'audio/webm'];
/** Nobody listens longer, and it has to go out in one piece. */
const LONGEST_SECONDS = 15 * 60;

/** Records one voice note by the browser; the microphone is open only meanwhile. */
@Injectable()
export class VoiceRecording implements OnDestroy {
  readonly state = signal<RecordingState>('idle');
  readonly seconds = signal(0);
  readonly recording = signal<Recording | null>(null);
  private recorder: MediaRecorder | null = null;
  private tick: ReturnType<typeof setInterval> | undefined;
  private attempt = 0;

  async start(): Promise<void> {
    this.discard();
    const attempt = ++this.attempt;
    if (!navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === 'undefined') return this.state.set('missing');
    this.state.set('asking');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (attempt !== this.attempt) return stream.getTracks().forEach((track) => track.stop()); // cancelled while the browser asked
      this.run(stream);
    } catch (error) {
      if (attempt !== this.attempt) return;
      this.state.set((error as DOMException).name === 'NotFoundError' ? 'missing' : 'denied');
    }
  }

  /** Ends it; resolves with what was recorded, null when it was cancelled. */
  stop(): Promise<Recording | null> {
    const { recorder } = this;
    if (!recorder || recorder.state === 'inactive') return Promise.resolve(this.recording());
    return new Promise((resolve) => {
      recorder.addEventListener('stop', () => resolve(this.recording()), { once: true });
      recorder.stop();
    });
  }

  discard(): void {
    this.attempt += 1;
    const { recorder } = this;
    this.recorder = null;
    clearInterval(this.tick);
    if (recorder && recorder.state !== 'inactive') recorder.stop();
    recorder?.stream.getTracks().forEach((track) => track.stop());
    const done = this.recording();
    if (done) URL.revokeObjectURL(done.url);
    this.recording.set(null);
    this.seconds.set(0);
    this.state.set('idle');
  }

  ngOnDestroy(): void {
    this.discard();
  }

  private run(stream: MediaStream): void {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 32_000 });
    const chunks: Blob[] = [];
    const began = performance.now();
    const elapsed = () => (performance.now() - began) / 1000;
    recorder.ondataavailable = ({ data }) => void chunks.push(data);
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      clearInterval(this.tick);
      if (this.recorder !== recorder) return; // discarded
      const type = (recorder.mimeType || chunks[0]?.type || 'audio/webm').split(';')[0] as string;
      const content = new Blob(chunks, { type });
      this.recording.set({
        content,
        url: URL.createObjectURL(content),
        mimeType: type,
        seconds: Math.max(1, Math.round(elapsed())),
      });
      this.state.set('ready');
    };
    this.recorder = recorder;
    recorder.start(1_000);
    this.state.set('recording');
    this.tick = setInterval(() => {
      this.seconds.set(Math.floor(elapsed()));
      if (elapsed() >= LONGEST_SECONDS) void this.stop();
    }, 250);
  }
}
