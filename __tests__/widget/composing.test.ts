import { ComposingGuard } from '../../bot/widget/frame/composing.ts';
import type { KeyPress } from '../../bot/widget/frame/composing.ts';

const press = (over: Partial<KeyPress> = {}): KeyPress => ({
  key: 'Enter',
  shiftKey: false,
  isComposing: false,
  keyCode: 13,
  timeStamp: 10_000,
  ...over,
});

describe('Enter in the field', () => {
  it('sends when nothing is being converted', () => {
    expect(new ComposingGuard().sends(press())).toBe(true);
  });

  it('breaks the line with Shift', () => {
    expect(new ComposingGuard().sends(press({ shiftKey: true }))).toBe(false);
  });

  it('does not send while the browser says it is composing', () => {
    expect(new ComposingGuard().sends(press({ isComposing: true }))).toBe(false);
  });

  it('does not send when the input method took the key (keyCode 229)', () => {
    expect(new ComposingGuard().sends(press({ keyCode: 229 }))).toBe(false);
  });

  it('does not send between the start and the end of a conversion, whatever the key event says', () => {
    const guard = new ComposingGuard();
    guard.start();
    expect(guard.sends(press())).toBe(false);
  });

  it('does not send when Safari reports the confirming Enter after the conversion ended', () => {
    const guard = new ComposingGuard();
    guard.start();
    guard.end(10_000);
    expect(guard.sends(press({ timeStamp: 10_004 }))).toBe(false);
  });

  it('sends with the next Enter, pressed by hand', () => {
    const guard = new ComposingGuard();
    guard.start();
    guard.end(10_000);
    expect(guard.sends(press({ timeStamp: 10_200 }))).toBe(true);
  });

  it.each(['ArrowDown', 'ArrowUp', 'Escape', 'Tab'])(
    'leaves %s to the input method during a conversion',
    (key) => {
      const guard = new ComposingGuard();
      guard.start();
      expect(guard.owns(press({ key }))).toBe(true);
      guard.end(10_000);
      expect(guard.owns(press({ key, timeStamp: 11_000 }))).toBe(false);
    },
  );
});
