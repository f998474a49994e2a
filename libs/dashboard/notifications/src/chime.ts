/** Two soft tones, made here: nothing to load, and short enough not to disturb who speaks on the phone. */
const TONES: readonly [hertz: number, at: number][] = [
  [660, 0],
  [880, 0.11],
];
const LENGTH = 0.22;
const LOUDNESS = 0.12;
/** Several at once are one sound. */
const APART_MS = 1_500;

let context: AudioContext | undefined;
let playedAt = -APART_MS;

/** Before the first click or key in this tab browsers let nothing sound: then it stays silent. */
export function playChime(): void {
  const now = performance.now();
  if (now - playedAt < APART_MS || !navigator.userActivation?.hasBeenActive) return;
  playedAt = now;
  context ??= new AudioContext();
  const { currentTime, destination } = context;
  for (const [hertz, after] of TONES) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = currentTime + after;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + LENGTH);
    tone.connect(volume).connect(destination);
    tone.start(from);
    tone.stop(from + LENGTH);
  }
}
