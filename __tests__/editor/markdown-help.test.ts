import { markUp, type Marking } from '../../bot/editor/text/markdown-help.ts';

/** `text` with the selection between two bars; the same way back. */
const pressed = (marked: string, kind: Marking): string => {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const made = markUp({ text, start, end }, kind);
  const after = text.slice(0, made.from) + made.insert + text.slice(made.to);
  return `${after.slice(0, made.start)}|${after.slice(made.start, made.end)}|${after.slice(made.end)}`;
};

describe('the buttons above the body', () => {
  test.each<[string, Marking, string, string]>([
    ['steps of lines', 'steps', '|開きます\n押します|', '|1. 開きます\n2. 押します|'],
    ['a list of steps', 'list', '1. 開|き|ます', '|- 開きます|'],
    ['a notice of the line with the caret', 'notice', '一\n\n二||\n', '一\n\n|> 二|\n'],
    ['plain lines of what is marked already', 'steps', '|1. 開きます\n2. 押します|', '|開きます\n押します|'],
    [
      'a list apart from the paragraph above',
      'list',
      '次のとおりです。\n|りんご|',
      '次のとおりです。\n\n|- りんご|',
    ],
    ['the next line of a list', 'list', '- 一\n|二|', '- 一\n|- 二|'],
    ['bold words', 'strong', '**でない|言葉|です', '**でない**|言葉|**です'],
    ['a link with a word to replace', 'link', 'こちら||', 'こちら[|言葉|](https://)'],
  ])('make %s', (_what, kind, before, after) => {
    expect(pressed(before, kind)).toBe(after);
  });
});
