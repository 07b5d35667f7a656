import { putPicture } from '../../bot/editor/picture/picture-markdown.ts';
import { markdownToBlocks } from '../../bot/knowledge/markdown.ts';

const picture = { alt: '右上の［公開］', name: 'a.png' };
const written = '![右上の［公開］](pictures/a.png)';

/** The text with a picture put where the bar is; a bar where the caret is afterwards. */
const put = (marked: string, alt = picture.alt): string => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const made = putPicture(text, caret, { ...picture, alt });
  const after = text.slice(0, made.from) + made.insert + text.slice(made.to);
  return `${after.slice(0, made.start)}|${after.slice(made.start)}`;
};

describe('a picture that is put into a text', () => {
  test.each([
    ['into an empty text', '|', `${written}|`],
    [
      'below the paragraph that the caret is in',
      '一つ目|です。\n続きです。\n\n二つ目です。',
      `一つ目です。\n続きです。\n\n${written}|\n\n二つ目です。`,
    ],
    ['at the end', '文です。|', `文です。\n\n${written}|`],
    [
      'on an empty line between paragraphs',
      '文です。\n\n|\n\n次です。',
      `文です。\n\n${written}|\n\n次です。`,
    ],
    ['on the line that parts two paragraphs', '文です。\n|\n次です。', `文です。\n\n${written}|\n\n次です。`],
    [
      'below the words of a step',
      '1. 開|きます。\n2. 押します。',
      `1. 開きます。\n   ${written}|\n2. 押します。`,
    ],
    [
      'below a step that goes on',
      '1. 開|きます。\n   続きです。\n2. 押します。',
      `1. 開きます。\n   続きです。\n   ${written}|\n2. 押します。`,
    ],
    ['below the tenth step as far in as its words', '10. 開|きます。', `10. 開きます。\n    ${written}|`],
    ['below an item of a list', '- 甲|\n- 乙', `- 甲\n  ${written}|\n- 乙`],
    ['below a notice, not into it', '> 注意|です。\n\n次です。', `> 注意です。\n\n${written}|\n\n次です。`],
    ['below a list that ends the text', '- 甲\n\n|', `- 甲\n\n${written}|`],
    [
      'into the body of a file when the caret is above it',
      '---\ntit|le: 題\n---\n文です。\n',
      `---\ntitle: 題\n---\n文です。\n\n${written}|\n`,
    ],
  ])('goes %s', (_where, before, after) => {
    expect(put(before)).toBe(after);
    const body = after.replace('|', '').replace(/^---[^]*---\n/, '');
    // A step is a step from the first on.
    expect(markdownToBlocks(body.replace(/^10\./, '1.')).issues).toEqual([]);
  });

  test('has a description that ends no Markdown', () => {
    const said = put('|', '右の[公開]\n\\ボタン').replace('|', '');
    expect(said).toBe('![右の［公開］ ボタン](pictures/a.png)');
    expect(markdownToBlocks(said).blocks).toMatchObject([{ type: 'picture', alt: '右の［公開］ ボタン' }]);
  });
});
