import { parse } from 'csv-parse/sync';
import { array, assert, constantFrom, property, string } from 'fast-check';
import { csvRow, decodeCsv, headerColumns } from '../../bot/widget/frame/attach/csv-text.ts';

/** 「社員番号,氏名」 in Shift_JIS. */
const shiftJis = [0x8e, 0xd0, 0x88, 0xf5, 0x94, 0xd4, 0x8d, 0x86, 0x2c, 0x8e, 0x81, 0x96, 0xbc];
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the text of a CSV', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', bytes(...utf8('社員番号,氏名'))],
    ['UTF-8 with its mark', bytes(0xef, 0xbb, 0xbf, ...utf8('社員番号,氏名'))],
    ['Shift_JIS', bytes(...shiftJis)],
    ['UTF-16, as Excel’s Unicode text', bytes(0xff, 0xfe, ...Buffer.from('社員番号,氏名', 'utf16le'))],
  ])('is read from %s', (_encoding, file) => {
    expect(headerColumns(decodeCsv(file) ?? '', true)).toEqual(['社員番号', '氏名']);
  });

  it('is read although the file’s beginning ends in the middle of a character', () => {
    const whole = utf8('社員番号,氏名\n0001,見本');
    expect(headerColumns(decodeCsv(bytes(...whole.slice(0, -1))) ?? '', false)).toEqual(['社員番号', '氏名']);
    expect(decodeCsv(bytes(...shiftJis.slice(0, -1)))).toBe('社員番号,氏');
  });

  it.each<[string, Uint8Array]>([
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
    ['bytes of no encoding', bytes(0xfd, 0xff, 0x81)],
  ])('is not made of %s', (_what, file) => {
    expect(decodeCsv(file)).toBeNull();
  });
});

describe('the columns of the first row', () => {
  it.each<[string, string, string[]]>([
    ['ends with LF', '社員番号,氏名\n0001,見本 花子\n', ['社員番号', '氏名']],
    ['ends with CRLF', '社員番号,氏名\r\n0001,見本 花子', ['社員番号', '氏名']],
    ['ends with CR', '社員番号,氏名\r0001,見本 花子', ['社員番号', '氏名']],
    ['is all there is', '社員番号,氏名', ['社員番号', '氏名']],
    [
      'has a line break, a comma and a mark in a name',
      '"氏\n名","住所,番地","通称""名"""\n1,2,3',
      ['氏 名', '住所,番地', '通称"名"'],
    ],
    ['is parted by tabs', '社員番号\t氏名, カナ\t備考\n1\t2', ['社員番号', '氏名, カナ', '備考']],
    ['is parted by semicolons', '社員番号;氏名\n1;2', ['社員番号', '氏名']],
    ['has a column without a name', '社員番号,,氏名\n', ['社員番号', '', '氏名']],
    ['is empty', '\n0001', ['']],
  ])('when it %s', (_what, text, columns) => {
    expect(headerColumns(text, true)).toEqual(columns);
  });

  it('are none where the row has no end in what was read, or a mark was never closed', () => {
    expect(headerColumns('社員番号,氏名', false)).toBeNull();
    expect(headerColumns('"社員番号,氏名\n0001,見本', true)).toBeNull();
  });

  it('hold nothing of any row after it', () => {
    const name = string({ maxLength: 8 }).map((text) => `列${text.replaceAll(/[\s\ufeff]/g, '')}`);
    assert(
      property(array(name, { minLength: 2, maxLength: 5 }), constantFrom('\n', '\r\n'), (names, end) => {
        const text = `${csvRow(names)}${end}${csvRow(['秘密の行'])}${end}`;
        expect(headerColumns(text, true)).toEqual(names);
      }),
    );
  });

  it('are the same to the server, whatever is in a name', () => {
    assert(
      property(array(string(), { minLength: 1, maxLength: 5 }), (names) => {
        expect(parse(`${csvRow(names)}\n`, { bom: false })).toEqual([names]);
      }),
    );
  });
});
