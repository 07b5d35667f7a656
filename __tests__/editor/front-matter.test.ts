import {
  fieldAt,
  readFields,
  splitFile,
  withBody,
  withLine,
  withList,
} from '../../bot/editor/text/front-matter.ts';

const file = `---
# 編集長の覚え書き
title: 給与明細を公開するには？ # 題名の覚え書き
group: payslips
questions:
  - 給与明細 公開
  # 多い聞き方
  - '明細: 見せたい'
tags: [給与明細, 公開]
related: []
source: null
verifiedOn: null
owner: 経理
---

1. **給与明細**を開きます。

> 通知が届きます。
`;

describe('the form of a text', () => {
  test('reads the fields of the file', () => {
    expect(readFields(file)).toEqual({
      title: '給与明細を公開するには？',
      group: 'payslips',
      questions: ['給与明細 公開', '明細: 見せたい'],
      tags: ['給与明細', '公開'],
      related: [],
      source: '',
      verifiedOn: '',
      reviewBy: '',
    });
  });

  test.each([
    ['a line', withLine(file, 'title', '別の題名'), ['title: 別の題名 # 題名の覚え書き']],
    ['a date', withLine(file, 'verifiedOn', '2026-11-24'), ['verifiedOn: 2026-11-24']],
    ['a list', withList(file, 'tags', ['公開', '賞与']), ['tags: [公開, 賞与]']],
    [
      'the questions',
      withList(file, 'questions', ['給与明細 公開', '明細: 見せたい', '# 番号']),
      ["  - '明細: 見せたい'", '  - "# 番号"'],
    ],
  ])('changes %s and leaves comments, unknown keys and the body as they are', (_what, changed, lines) => {
    for (const line of [...lines, '# 編集長の覚え書き', '  # 多い聞き方', 'owner: 経理'])
      expect(changed).toContain(line);
    expect(splitFile(changed)?.body).toBe(splitFile(file)?.body);
    expect(changed.split('\n').length - file.split('\n').length).toBe(lines.length > 1 ? 1 : 0);
  });

  test('changes nothing where nothing was changed, to the letter', () => {
    expect(withBody(file, splitFile(file)?.body ?? '')).toBe(file);
    expect(withLine(file, 'reviewBy', '')).toBe(file);
  });

  test('keeps the front matter to the letter when the body changes', () => {
    const changed = withBody(file, '新しい本文です。\n\n');
    expect(changed).toBe(`${file.slice(0, file.indexOf('1. '))}新しい本文です。\n`);
  });

  test('lets a list grow out of nothing, and a text that is only begun', () => {
    const begun = '---\ntitle: あ\nquestions: []\n---\n';
    expect(withList(begun, 'questions', ['一', '二'])).toBe(
      '---\ntitle: あ\nquestions:\n  - 一\n  - 二\n---\n\n',
    );
    expect(withBody(begun, '本文です。')).toBe('---\ntitle: あ\nquestions: []\n---\n本文です。\n');
    expect(withLine('---\n---\n', 'title', 'い')).toContain('title: い');
  });

  test.each([
    ['without front matter', '本文だけです。\n'],
    ['with an open front matter', '---\ntitle: あ\n'],
    ['with broken YAML', '---\ntitle: [あ\n---\n本文です。\n'],
    ['with a list for front matter', '---\n- あ\n---\n本文です。\n'],
  ])('leaves a file %s to the raw view, and changes nothing of it', (_what, broken) => {
    expect(readFields(broken)).toBeNull();
    expect(withLine(broken, 'title', 'い')).toBe(broken);
    expect(withList(broken, 'tags', ['い'])).toBe(broken);
  });

  test('finds the field of a line that a finding names', () => {
    const lineOf = (text: string): number => file.split('\n').findIndex((line) => line.includes(text)) + 1;
    expect(fieldAt(file, lineOf('title:'))).toEqual({ key: 'title', item: 0 });
    expect(fieldAt(file, lineOf('明細: 見せたい'))).toEqual({ key: 'questions', item: 1 });
    expect(fieldAt(file, lineOf('owner'))).toEqual({ key: 'owner', item: 0 });
    expect(fieldAt(file, lineOf('> 通知'))).toBeNull();
    expect(fieldAt(file, 1)).toBeNull();
  });
});
