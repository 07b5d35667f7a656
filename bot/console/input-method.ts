/** What is read of a key event; a plain object in tests. */
export interface KeyLike {
  key: string;
  isComposing: boolean;
  keyCode: number;
  timeStamp: number;
}

/**
 * Safari ends the composition before it reports the Enter that ended it, so that key looks like an
 * ordinary one. A person cannot press a second key this soon. Milliseconds, 10–100.
 */
const LATE_KEYDOWN_MS = 50;
/** What browsers report as the code of a key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

export interface InputMethodGuard {
  compositionEnded(timeStamp: number): void;
  /** True when the key belongs to the conversion of kana and must do nothing else. */
  owns(event: KeyLike): boolean;
}

export const createInputMethodGuard = (): InputMethodGuard => {
  let endedAt = Number.NEGATIVE_INFINITY;
  return {
    compositionEnded: (timeStamp) => {
      endedAt = timeStamp;
    },
    owns: (event) =>
      event.isComposing ||
      event.keyCode === TAKEN_BY_INPUT_METHOD ||
      (event.key === 'Enter' && event.timeStamp - endedAt < LATE_KEYDOWN_MS),
  };
};
