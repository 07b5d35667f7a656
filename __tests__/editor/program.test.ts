import { createMemory } from '../../bot/browser/key-value.ts';
import { askLatest } from '../../bot/editor/latest.ts';
import { servedText } from '../../bot/editor/page/served-text.ts';
import { formatRoute, pageAddress, parseRoute } from '../../bot/editor/route.ts';
import { createUnsaved } from '../../bot/editor/unsaved.ts';

describe('the address', () => {
  test.each(['#/pages', '#/impact', '#/try', '#/gaps', '#/figures', '#/page/wording/desk/desk-open-now.md'])(
    '%s leads back to where one was',
    (hash) => expect(formatRoute(parseRoute(hash))).toBe(hash),
  );

  test.each(['', '#', '#/nowhere', '#/page/', '#/page/x', '#/page/<script>.md', '#/__proto__'])(
    '%s leads to the list',
    (hash) => expect(parseRoute(hash)).toEqual({ screen: 'pages' }),
  );

  test('of a text is its file', () => {
    expect(pageAddress('knowledge/articles/invite.md')).toBe('#/page/articles/invite.md');
  });
});

describe('what is typed and not saved', () => {
  const path = 'knowledge/articles/invite.md';
  const text = { text: '書きかけ', base: 'f'.repeat(64), at: '2026-11-24T02:00:00.000Z' };

  test('is kept for who typed it', () => {
    const storage = createMemory();
    createUnsaved(storage, 'tanaka').keep(path, text);
    expect(createUnsaved(storage, 'tanaka').find(path)).toEqual(text);
    expect(createUnsaved(storage, 'ito').find(path)).toBeNull();
    createUnsaved(storage, 'tanaka').remove(path);
    expect(storage.keys()).toEqual([]);
  });

  test('is nothing where the storage holds something else, and is told where it cannot be kept', () => {
    const storage = createMemory();
    storage.write(`madoguchi:editor:unsaved:tanaka:${path}`, '{"text":1}');
    expect(createUnsaved(storage, 'tanaka').find(path)).toBeNull();
    expect(createUnsaved({ ...storage, write: () => false }, 'tanaka').keep(path, text)).toBe(false);
  });
});

describe('what is served now', () => {
  const filed = '---\ntitle: 題名\nquestions: [あ]\n---\n新しい本文です。\n';
  const approved = { version: 1, title: '前の題名', body: '前の本文です。' };

  test('is the file with the title and the body that were approved last', () => {
    expect(servedText({ filed }, approved)).toBe(
      '---\ntitle: 前の題名\nquestions: [あ]\n---\n前の本文です。\n',
    );
    expect(servedText({ filed }, { ...approved, title: '題名', body: '新しい本文です。' })).toBe(filed);
  });

  test('is nothing before the first approval', () => {
    expect(servedText({ filed: null }, null)).toBe('');
    expect(servedText({ filed }, null)).toBe('');
  });
});

describe('asking while somebody types', () => {
  beforeEach(() => void import.meta.jest.useFakeTimers());
  afterEach(() => void import.meta.jest.useRealTimers());

  test('asks for the last only, never two at once, and drops what is stale', async () => {
    const answers: ((answer: string) => void)[] = [];
    const asked: string[] = [];
    const taken: (string | null)[] = [];
    const latest = askLatest(
      (input: string) => {
        asked.push(input);
        return new Promise<string>((resolve) => answers.push(resolve));
      },
      (answer) => taken.push(answer),
    );
    latest.soon('あ');
    latest.soon('あい');
    await import.meta.jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual(['あい']);
    latest.soon('あいう');
    await import.meta.jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual(['あい']);
    answers[0]?.('古い答え');
    await import.meta.jest.advanceTimersByTimeAsync(2_000);
    expect(asked).toEqual(['あい', 'あいう']);
    answers[1]?.('新しい答え');
    await import.meta.jest.advanceTimersByTimeAsync(0);
    expect(taken).toEqual(['新しい答え']);
  });

  test('tells that no answer came, and nothing after its end', async () => {
    const taken: (string | null)[] = [];
    const latest = askLatest<string, string>(
      () => Promise.reject(new Error('offline')),
      (answer) => taken.push(answer),
    );
    latest.soon('あ');
    await import.meta.jest.advanceTimersByTimeAsync(2_000);
    expect(taken).toEqual([null]);
    latest.soon('い');
    latest.stop();
    await import.meta.jest.advanceTimersByTimeAsync(2_000);
    expect(taken).toEqual([null]);
  });
});
