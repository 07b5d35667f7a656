import { throughShiftJis } from './shift-jis.ts';

/** What a cell was before it was saved in Shift_JIS, as far as it can be told. */
export interface RestoredCell {
  text: string;
  /** Lines that somebody wrote or changed, in which characters were lost that Shift_JIS does not have. */
  lost: string[];
}

/** `?` stands for a lost character where no question ends with it; some programs write 〓 instead. */
const looksLost = /〓|\?\?|\?(?=[^\p{ASCII}\s」』）])/u;

/**
 * Lines that were not changed are those of `present` again, which is what stands in the article (empty for a new one).
 * In the others, a character that Shift_JIS has in another form only (〜, ¥) is put back where the article writes it.
 */
export const beforeShiftJis = (cell: string, present: string): RestoredCell => {
  const originals = new Map(present.split('\n').map((line) => [throughShiftJis(line), line]));
  const changed: string[] = [];
  const lines = cell.split('\n').map((line) => {
    const original = originals.get(line);
    if (original !== undefined) return original;
    const restored = inFormsOf(present, line);
    changed.push(restored);
    return restored;
  });
  const text = lines.join('\n');
  const lost = changed.filter(
    (line) => looksLost.test(line) || (line.includes('?') && isPoorer(text, present)),
  );
  return { text, lost };
};

/** Whether fewer characters are left of those that Shift_JIS does not have. */
const isPoorer = (text: string, present: string): boolean =>
  charactersOf(present).some(
    (each) => throughShiftJis(each) === '?' && count(text, each) < count(present, each),
  );

const charactersOf = (text: string): string[] => [...new Set(text)];

const count = (text: string, character: string): number => text.split(character).length - 1;

/** `～` → `〜` where the article writes 〜 and never ～. */
const inFormsOf = (present: string, line: string): string =>
  charactersOf(present).reduce((restored, character) => {
    const written = throughShiftJis(character);
    const isOtherForm = written !== character && written !== '?' && !present.includes(written);
    return isOtherForm ? restored.replaceAll(written, character) : restored;
  }, line);
