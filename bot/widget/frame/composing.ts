/** What is read of a `keydown`; a plain object will do in tests. */
export interface KeyPress {
  key: string;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
  /** Milliseconds on the clock of the page's events. */
  timeStamp: number;
}

/** The code of a key that the input method took for itself. */
const TAKEN_BY_IME = 229;
/**
 * Safari ends the composition before it reports the Enter that ended it. Sane range 20–100 ms: more
 * swallows a quick second Enter, less misses the late one on a busy phone.
 */
const LATE_KEYDOWN_MS = 50;

/**
 * Tells keys that belong to a conversion from keys that are meant for us. An Enter that confirms a
 * conversion must never send, and its arrows and Escape are not ours either.
 */
export class ComposingGuard {
  #composing = false;
  #endedAt = Number.NEGATIVE_INFINITY;

  get composing(): boolean {
    return this.#composing;
  }

  start(): void {
    this.#composing = true;
  }

  end(timeStamp: number): void {
    this.#composing = false;
    this.#endedAt = timeStamp;
  }

  /** True when the input method, not the customer, is the addressee of this key. */
  owns(press: KeyPress): boolean {
    if (this.#composing || press.isComposing || press.keyCode === TAKEN_BY_IME) return true;
    return press.timeStamp - this.#endedAt < LATE_KEYDOWN_MS;
  }

  /** Enter alone sends; Shift+Enter breaks the line; an Enter of the input method does neither. */
  sends(press: KeyPress): boolean {
    return press.key === 'Enter' && !press.shiftKey && !this.owns(press);
  }
}
