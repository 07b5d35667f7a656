/** What the buttons above the body write. */
export const markings = ['steps', 'list', 'notice', 'strong', 'link'] as const;
export type Marking = (typeof markings)[number];

export interface Selection {
  text: string;
  start: number;
  end: number;
}

/** What to put in place of `from` to `to`, and what is selected afterwards. */
export interface Replacement {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

const mark = /^(?:\d+\. |- |> )/;

const marked = (lines: readonly string[], prefix: (index: number) => string): string[] => {
  const bare = lines.map((line) => line.replace(mark, ''));
  // The same button takes its marks off again.
  return lines.every((line, index) => line === `${prefix(index)}${bare[index]}`)
    ? bare
    : bare.map((line, index) => prefix(index) + line);
};

const prefixes: Record<'steps' | 'list' | 'notice', (index: number) => string> = {
  steps: (index) => `${index + 1}. `,
  list: () => '- ',
  notice: () => '> ',
};

const markLines = ({ text, start, end }: Selection, kind: 'steps' | 'list' | 'notice'): Replacement => {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const insert = marked(text.slice(from, to).split('\n'), prefixes[kind]).join('\n');
  // A list directly below a paragraph would be part of it.
  const gap =
    from > 0 && !text.slice(0, from).endsWith('\n\n') && !mark.test(lineBefore(text, from)) ? '\n' : '';
  return { from, to, insert: gap + insert, start: from + gap.length, end: from + gap.length + insert.length };
};

const lineBefore = (text: string, from: number): string =>
  text.slice(text.lastIndexOf('\n', from - 2) + 1, from - 1);

const wrap = (
  { text, start, end }: Selection,
  { left, right, placeholder }: { left: string; right: string; placeholder: string },
): Replacement => {
  const inner = text.slice(start, end) || placeholder;
  const begin = start + left.length;
  return { from: start, to: end, insert: left + inner + right, start: begin, end: begin + inner.length };
};

/** What a button makes of the selected text, or of the line that the caret is on. */
export const markUp = (selection: Selection, kind: Marking): Replacement => {
  if (kind === 'strong') return wrap(selection, { left: '**', right: '**', placeholder: '言葉' });
  if (kind === 'link') return wrap(selection, { left: '[', right: '](https://)', placeholder: '言葉' });
  return markLines(selection, kind);
};
