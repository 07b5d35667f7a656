/** Two soft notes, falling a fourth (Hz): heard, and not mistaken for an alarm. */
const NOTES = [880, 659.25];
const NOTE_S = 0.16;
/** Sane range 0.02–0.2: it sounds in offices. */
const LOUDNESS = 0.08;
/** How long a browser that wants a gesture first is waited for (ms); later the sound would come from nowhere. */
const PATIENCE_MS = 500;

let audio: AudioContext | null = null;

const note = (context: AudioContext, frequency: number, at: number): void => {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_S);
};

/** Made by the browser itself: no file to load, no policy to loosen. Silent where it is not allowed to sound. */
export const chime = async (): Promise<void> => {
  audio ??= new AudioContext();
  const context = audio;
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  if (context.state !== 'running') return;
  NOTES.forEach((frequency, index) => note(context, frequency, context.currentTime + index * NOTE_S));
};
