import { FileMemo } from '../../bot/knowledge/file-memo.ts';
import { KeptBytes } from '../../bot/knowledge/kept-bytes.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('what is read anew is made anew only where the file has changed', () => {
  let made = 0;
  const memo = new FileMemo((_path, content) => {
    made += 1;
    return new TextDecoder().decode(content);
  });
  const kept = new KeptBytes();
  const read = (path: string, text: string): string => memo.get(path, kept.of(path, bytes(text)));
  expect([read('a.md', '一'), read('a.md', '一'), read('b.md', '一')]).toEqual(['一', '一', '一']);
  expect(made).toBe(2);
  expect([read('a.md', '二'), read('a.md', '一')]).toEqual(['二', '一']);
  expect(made).toBe(4);
});
