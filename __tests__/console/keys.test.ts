import { createInputMethodGuard, type KeyLike } from '../../bot/console/input-method.ts';
import { commandOf, type KeyContext, type KeyPress } from '../../bot/console/shortcuts.ts';

const press = (key: string, changes: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...changes,
});
const free: KeyContext = { typing: false, dialogOpen: false, singleKeys: true };

describe('shortcuts', () => {
  test.each([
    ['j', { type: 'next' }],
    ['K', { type: 'previous' }],
    ['1', { type: 'list', list: 'waiting' }],
    ['4', { type: 'list', list: 'history' }],
    ['?', { type: 'help' }],
    ['5', null],
    ['0', null],
    ['x', null],
    ['Enter', null],
    ['toString', null],
  ])('%s', (key, command) => {
    expect(commandOf(press(key), free)).toEqual(command);
  });

  test.each([
    ['while something is typed', press('e'), { ...free, typing: true }],
    ['under a dialog', press('e'), { ...free, dialogOpen: true }],
    ['when single letters are turned off', press('e'), { ...free, singleKeys: false }],
    ["with Ctrl, which is the browser's", press('t', { ctrlKey: true }), free],
    ["with ⌘, which is the browser's", press('r', { metaKey: true }), free],
    ["with Alt, which is the browser's", press('d', { altKey: true }), free],
  ])('a letter does nothing %s', (_name, key, context) => {
    expect(commandOf(key, context)).toBeNull();
  });
});

const enter = (changes: Partial<KeyLike> = {}): KeyLike => ({
  key: 'Enter',
  isComposing: false,
  keyCode: 13,
  timeStamp: 1_000,
  ...changes,
});

describe('Enter while an input method converts kana', () => {
  test.each([
    ['during the conversion', enter({ isComposing: true }), true],
    ['taken by the input method', enter({ keyCode: 229 }), true],
    ['an ordinary key', enter(), false],
  ])('%s', (_name, key, owned) => {
    expect(createInputMethodGuard().owns(key)).toBe(owned);
  });

  test('the Enter that ended the conversion is not the one that sends, even when reported late', () => {
    const guard = createInputMethodGuard();
    guard.compositionEnded(995);
    expect(guard.owns(enter())).toBe(true);
    expect(guard.owns(enter({ timeStamp: 1_300 }))).toBe(false);
  });
});
