import { csvHeader } from '../../bot/conversation/csv-header.ts';

const refused = (text: string): unknown => {
  try {
    return csvHeader(text);
  } catch (error) {
    return error;
  }
};

describe('the header row of a CSV (N3)', () => {
  test.each<[string, string, string[]]>([
    ['plain names', '社員番号,氏名,入社日', ['社員番号', '氏名', '入社日']],
    ['a byte order mark and a line end', '\ufeff社員番号,氏名\r\n', ['社員番号', '氏名']],
    ['a comma and a quotation mark within a name', '"氏名,カナ","通称""名"""', ['氏名,カナ', '通称"名"']],
    ['a line break within a name, which is a blank', '"入社\n年月日",備考', ['入社 年月日', '備考']],
    ['a column without a name', '社員番号,,氏名', ['社員番号', '', '氏名']],
    ['a name in pieces', 'か\u3099いよう', ['がいよう']],
  ])('with %s gives its columns', (_what, text, columns) => {
    expect(csvHeader(text)).toEqual({ columns, masked: [] });
  });

  test.each<[string, string, string]>([
    ['a second row', '社員番号,氏名\n0001,見本 花子', 'csv-more-than-header'],
    ['a second row after CR alone', '社員番号,氏名\r0001,見本 花子', 'csv-more-than-header'],
    ['a second row of another length', '社員番号,氏名\n0001', 'csv-more-than-header'],
    ['nothing', '', 'csv-empty'],
    ['blanks alone', ' ,　,', 'csv-empty'],
    ['a quotation mark that is never closed', '"社員番号,氏名', 'csv-unreadable'],
    ['NUL', '社員番号\u0000,氏名', 'csv-unreadable'],
    ['half a surrogate pair', '社員\ud800', 'csv-unreadable'],
    ['too many columns', Array.from({ length: 501 }, (_, at) => `列${at}`).join(','), 'csv-too-long'],
    ['a name too long', 'あ'.repeat(101), 'csv-too-long'],
  ])('with %s is refused', (_what, text, code) => {
    expect(refused(text)).toMatchObject({ status: 422, code });
  });

  test('says nothing of what it read when it refuses', () => {
    expect(String(refused('"秘密の列'))).not.toContain('秘密');
  });

  test('that is none but a row of data is masked column by column', () => {
    const { columns, masked } = csvHeader('123456789018,090-1234-5678,備考');
    expect(columns).toEqual(['〔マイナンバー〕', '〔電話番号〕', '備考']);
    expect(masked).toEqual(['my-number', 'phone']);
  });
});
