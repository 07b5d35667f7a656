import { markdownToBlocks } from '../../bot/knowledge/markdown.ts';

const problems = (body: string): string[] =>
  markdownToBlocks(body).issues.map(({ line, message }) => `${line}: ${message}`);

describe('the Markdown of an answer', () => {
  it('becomes paragraphs, steps, lists and notices', () => {
    const body = '次の手順です。\n\n1. 開きます。\n2. 押します。\n\n- 甲\n- 乙\n\n> ご注意ください。';
    expect(markdownToBlocks(body)).toEqual({
      blocks: [
        { type: 'paragraph', content: [{ text: '次の手順です。' }] },
        { type: 'steps', items: [[{ text: '開きます。' }], [{ text: '押します。' }]] },
        { type: 'list', items: [[{ text: '甲' }], [{ text: '乙' }]] },
        { type: 'notice', content: [{ text: 'ご注意ください。' }] },
      ],
      issues: [],
    });
  });

  it.each([
    ['**保存**を押します', [{ text: '保存', strong: true }, { text: 'を押します' }]],
    ['**「保存」**を押します', [{ text: '「保存」', strong: true }, { text: 'を押します' }]],
    ['右上の**［保存］**です', [{ text: '右上の' }, { text: '［保存］', strong: true }, { text: 'です' }]],
    [
      '[ヘルプ](https://example.com/a)へ',
      [{ text: 'ヘルプ', href: 'https://example.com/a' }, { text: 'へ' }],
    ],
    ['**[ヘルプ](/help)**', [{ text: 'ヘルプ', strong: true, href: '/help' }]],
    ['[**ヘルプ**](/help)', [{ text: 'ヘルプ', strong: true, href: '/help' }]],
    ['[メール](mailto:a@example.com)', [{ text: 'メール', href: 'mailto:a@example.com' }]],
    ['<https://example.com/>', [{ text: 'https://example.com/', href: 'https://example.com/' }]],
    ['snake_case_name と 3 \\* 4', [{ text: 'snake_case_name と 3 * 4' }]],
    ['長い文を\n折り返しても', [{ text: '長い文を折り返しても' }]],
    ['Google\nChrome', [{ text: 'Google Chrome' }]],
    ['[{link:inquiryForm}]から', [{ text: '[{link:inquiryForm}]から' }]],
  ])('reads %j', (body, content) => {
    expect(markdownToBlocks(body)).toEqual({ blocks: [{ type: 'paragraph', content }], issues: [] });
  });

  it.each([
    ['# 見出し', /^1: 見出し/],
    ['文\n---', /^1: 見出し/],
    ['文\n\n***', /^3: 区切り線/],
    ['| 甲 | 乙 |\n|--|--|\n| 1 | 2 |', /^1: 表/],
    ['```\nx\n```', /^1: コードの枠/],
    ['文\n\n    字下げ', /^3: 行の始めに空白/],
    ['文\n`x`', /^2: 「`」/],
    [
      '![絵](https://example.com/a.png)',
      /^1: 画像「https:\/\/example\.com\/a\.png」は使えません.*knowledge\/pictures/,
    ],
    ['![絵](data:image/png;base64,AAAA)', /^1: 画像「data:.*は使えません/],
    ['![絵](javascript:alert(1))', /^1: 画像「javascript:.*は使えません/],
    ['![絵](//example.com/a.png)', /^1: 画像.*は使えません/],
    ['![絵](/pictures/a.png)', /^1: 画像.*は使えません/],
    ['![絵](../pictures/a.png)', /^1: 画像.*は使えません/],
    ['![絵](pictures/../secret.png)', /^1: 画像のファイル名/],
    ['![絵](pictures/a/b.png)', /^1: 画像のファイル名/],
    ['文\n\n![絵](pictures/画面.png)', /^3: 画像のファイル名「画面\.png」/],
    ['![絵](pictures/A.png)', /^1: 画像のファイル名/],
    ['![絵](pictures/a.svg)', /^1: 画像のファイル名/],
    ['![絵](pictures/a.png?x)', /^1: 画像のファイル名/],
    ['![絵](pictures/a.png "題")', /^1: 画像に題/],
    ['文の途中の![絵](pictures/a.png)です', /^1: 画像は、文の途中には/],
    ['文\n![絵](pictures/a.png)', /^2: 画像は、文の途中には/],
    ['> ![絵](pictures/a.png)', /^1: 画像は、文の途中には/],
    ['1. ![絵](pictures/a.png)', /^1: 画像は、文の途中には/],
    ['1. 開く\n   ![絵](https://example.com/a.png)', /^2: 画像「https/],
    ['1. 開く\n\n   ![絵](pictures/a.png)\n\n   ![絵](pictures/b.png)', /^5: 箇条書き・手順/],
    ['一行目  \n二行目', /^1: 段落の途中では改行できません/],
    ['~~古い~~', /^1: 取り消し線/],
    ['<b>太字</b>', /^1: HTML/],
    ['文\n<script>alert(1)</script>', /^2: HTML/],
    ['<!-- メモ -->', /^1: HTML/],
    ['- 甲\n  - 乙', /^2: 箇条書きの中/],
    ['- 甲\n\n  乙', /^3: 箇条書き・手順・注意書きの1項目/],
    ['> 甲\n>\n> 乙', /^3: 箇条書き・手順・注意書きの1項目/],
    ['1. 甲\n\n途中\n\n2. 乙', /^5: 手順は1から/],
    ['-\n- 乙', /^1: 内容が空/],
    ['**閉じていない', /^1: 「\*」がそのまま/],
    ['*斜体*です', /^1: 「\*」がそのまま/],
    ['［ヘルプ］（https://example.com/）', /^1: リンクになっていません/],
    ['[ヘルプ] (https://example.com/)', /^1: このURLはリンクになりません/],
    ['[空白](https://example.com/a b)', /^1: リンクになっていません/],
    ['[参照][x]', /^1: リンクになっていません/],
    ['[x]: javascript:alert(1)', /^1: リンクになっていません/],
    ['[](https://example.com/)', /^1: リンクの言葉が空/],
  ])('tells of %j with its line', (body, problem) => {
    expect(problems(body)[0]).toMatch(problem);
  });

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'http://example.com/',
    '//example.com/',
    'page',
    'https://user:pass@example.com/',
  ])('refuses a link to %s', (href) => {
    expect(problems(`[言葉](${href})`)[0]).toMatch(/^1: リンク先「.*」は使えません/);
  });

  it('shows a picture that stands on a line of its own', () => {
    expect(markdownToBlocks('文です。\n\n![公開の**画面**](pictures/payslip-2.png)\n\n次です。')).toEqual({
      blocks: [
        { type: 'paragraph', content: [{ text: '文です。' }] },
        { type: 'picture', alt: '公開の**画面**', name: 'payslip-2.png', line: 3 },
        { type: 'paragraph', content: [{ text: '次です。' }] },
      ],
      issues: [],
    });
  });

  it.each([
    ['right below', '1. 開きます。\n   長い文です。\n   ![画面](pictures/a.png)\n2. 押します。', 3],
    ['after an empty line', '1. 開きます。長い文です。\n\n   ![画面](pictures/a.png)\n\n2. 押します。', 3],
  ])('shows a picture with a step, %s its words', (_where, body, line) => {
    expect(markdownToBlocks(body)).toEqual({
      blocks: [
        {
          type: 'steps',
          items: [[{ text: '開きます。長い文です。' }], [{ text: '押します。' }]],
          pictures: [{ alt: '画面', name: 'a.png', line }, null],
        },
      ],
      issues: [],
    });
  });

  it('never drops what looks like a link definition', () => {
    expect(markdownToBlocks('[注]: 必ず確かめてください').blocks).toEqual([
      { type: 'paragraph', content: [{ text: '[注]: 必ず確かめてください' }] },
    ]);
  });
});
