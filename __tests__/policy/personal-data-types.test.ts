import type { MaskType } from '../../bot/domain/conversation.ts';
import { mask } from '../../bot/policy/personal-data/mask.ts';
import { maskLabels } from '../../bot/policy/personal-data/marks.ts';

/** Type, value, the sentence around it with ＿ in its place. All values are synthetic. */
const examples: readonly (readonly [MaskType, string, string])[] = [
  ['my-number', '123456789018', '従業員のマイナンバーは＿です'],
  ['my-number', '983205673214', '＿を登録しました'],
  ['my-number', '000000000060', '個人番号：＿'],
  ['my-number', '000000000140', '佐藤,＿,東京都'],
  ['my-number', '123456789019', 'マイナンバー＿がエラーになります'],
  ['my-number', '123456789019', '社員1001の番号は＿でした'],
  ['my-number', '1234-5678-9019', '＿と入れたのですが'],
  ['my-number', '1234 5678 9018', 'マイナンバーは ＿ 2026年に登録'],
  ['my-number', '1234-5678-9018', '2026-11-22の分、番号は＿です'],
  ['my-number', '309012345620', '＿'],
  ['my-number', '１２３４－５６７８－９０１８', '番号：＿'],
  ['my-number', '1234ー5678ー9018', '番号は＿です'],
  ['my-number', '1234−5678‐9018', '番号は＿です'],
  ['my-number', '123456\r\n789018', '番号は＿です'],
  ['my-number', '1234\u200b5678\u200b9018', '番号は＿です'],
  ['my-number', '1\u00ad2\u20603\ufeff456789018', '番号は＿です'],
  ['my-number', '١٢٣٤٥٦٧٨٩٠١٨', '番号は＿です'],
  ['my-number', '一二三四五六七八九〇一八', '番号は＿です'],
  ['my-number', '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗𝟎𝟏𝟖', '番号は＿です'],
  ['my-number', '123456789018', '①＿'],
  ['my-number', '123456789018', 'No.＿'],
  ['driver-license', '309012345620', '運転免許証の番号は＿です'],
  ['driver-license', '3090-1234-5620', '免許証番号 ＿'],
  ['credit-card', '4242424242424242', 'クレジットカードは＿です'],
  ['credit-card', '4242 4242 4242 4242', '＿で払えません'],
  ['credit-card', '3530111333300000', 'JCBの＿です'],
  ['credit-card', '378282246310005', '＿'],
  ['credit-card', '3782-822463-10005', 'アメックス ＿'],
  ['credit-card', '4222222222222', '＿が使えません'],
  ['credit-card', '４２４２－４２４２－４２４２－４２４２', '＿'],
  ['residence-card', 'AB12345678CD', '在留カードの番号は＿です'],
  ['residence-card', 'ＡＢ１２３４５６７８ＣＤ', '＿'],
  ['residence-card', 'ab12345678cd', '＿'],
  ['residence-card', 'AB-12345678-CD', '＿を登録'],
  ['residence-card', 'AB 12345678 CD', '在留カード番号：＿'],
  ['pension-number', '1234-567890', '基礎年金番号は＿です'],
  ['pension-number', '0312-345678', '年金手帳の番号 ＿'],
  ['pension-number', '1234567890', '基礎年金番号：＿'],
  ['pension-number', '1234-567890', '＿（基礎年金番号）を直したい'],
  ['employment-insurance', '5012-345678-9', '雇用保険被保険者番号は＿です'],
  ['employment-insurance', '50123456789', '雇用保険の番号：＿'],
  ['employment-insurance', '5012-345678-9', '被保険者番号 ＿'],
  ['bank-account', '1234567', '口座番号は＿です'],
  ['bank-account', '０１２３４５６', '振込先：みなと銀行 本店 普通 ＿'],
  ['bank-account', '123-4567', '口座番号 ＿'],
  ['bank-account', '12345671', 'ゆうちょの口座番号は＿です'],
  ['health-insurance', '21700023 番号 123', '保険証の記号 ＿です'],
  ['health-insurance', '12・345', '健康保険の記号・番号は＿です'],
  ['health-insurance', '12345678', '保険証の番号は＿です'],
  ['health-insurance', '06132013', '保険者番号：＿'],
  ['email', 'taro.yamada+hr@example.co.jp', '＿に招待を送りました'],
  ['email', 'ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'メールは＿です'],
  ['email', 'hanako_sato@mail.example.com', 'メール（＿）が届きません'],
  ['email', 'taro@example.com', 'https://example.com/users/＿'],
  ['phone', '03-1234-5678', '電話は＿です'],
  ['phone', '090-1234-5678', '＿に連絡してください'],
  ['phone', '09012345678', '携帯＿'],
  ['phone', '0312345678', 'TEL:＿'],
  ['phone', '０４５－１２３－４５６７', '＿'],
  ['phone', '０９０ー１２３４ー５６７８', '＿です'],
  ['phone', '03 1234 5678', '連絡先 ＿'],
  ['phone', '(03)1234-5678', '＿まで'],
  ['phone', '03（1234）5678', '＿まで'],
  ['phone', '+81-90-1234-5678', '＿です'],
  ['phone', '+819012345678', '＿です'],
  ['phone', '+81 (0)90-1234-5678', '＿です'],
  ['phone', '〇九〇一二三四五六七八', '番号は＿です'],
  ['phone', '03-1234-5678', '＿ 12番の内線です'],
  ['phone', '090-1234-5678', '2026-11-22 ＿に電話しました'],
  ['address', '〒100-0001', '＿に送ってください'],
  ['address', '〒100-0001 東京都千代田区千代田1-1', '住所は＿です'],
  ['address', '東京都港区六本木一丁目2番3号', '＿に引っ越しました'],
  ['address', '東京都港区六本木1-2-3 みなとビル501号室', '＿に住んでいます'],
  ['address', '北海道札幌市中央区北1条西2丁目', '＿です'],
  ['address', '沖縄県那覇市泉崎１－２－２', '＿です'],
  ['address', '京都府京都市中京区寺町通御池上る上本能寺前町488番地', '＿'],
  ['address', '神奈川県横浜市西区みなとみらい2-3-1', '新しい住所は＿です'],
  ['address', '長野県北佐久郡軽井沢町大字長倉2381', '＿に転居しました'],
  ['address', '大阪府大阪市北区梅田3の1の3', '＿'],
  ['address', '横浜市西区みなとみらい2-3-1', '現住所：＿'],
  ['address', '横浜市西区みなとみらい2-3-1', '＿に引っ越した従業員です'],
  ['address', '東京都港区六本木1-2-3', '＿ 2026-11-22から'],
];

describe('personal data is masked, and nothing around it', () => {
  it.each(examples)('%s: %j in 「%s」', (type, value, sentence) => {
    const start = sentence.indexOf('＿');
    const masked = mask(sentence.replace('＿', value));
    expect(masked.found).toEqual([{ type, start, end: start + value.length }]);
    expect(masked.text).toBe(sentence.replace('＿', `〔${maskLabels[type]}〕`));
  });

  it('several in one message are all masked, in order', () => {
    const masked = mask('山田です。090-1234-5678、taro@example.com、マイナンバー1234 5678 9018。');
    expect(masked.text).toBe('山田です。〔電話番号〕、〔メールアドレス〕、マイナンバー〔マイナンバー〕。');
    expect(masked.found.map(({ type }) => type)).toEqual(['phone', 'email', 'my-number']);
  });

  it('two numbers side by side are two', () => {
    expect(mask('1234-5678-9018 9832-0567-3214').text).toBe('〔マイナンバー〕 〔マイナンバー〕');
  });

  it('rows of a pasted table keep what is not personal', () => {
    expect(mask('1001,山田,123456789018,2026-04-01,250000').text).toBe(
      '1001,山田,〔マイナンバー〕,2026-04-01,250000',
    );
  });
});

describe('look-alikes', () => {
  it.each([
    ['a card number with a wrong check digit', '4242424242424241'],
    ['a card number of no known issuer', '9999999999999995'],
    ['a corporate number', '7000012050002'],
    ['another corporate number', '法人番号は4011001098993です'],
    ['eleven digits in a row', '12345678901'],
    ['digits that are part of a longer number', '12345678901812345678'],
    ['ten digits that begin with 00', '0012345678'],
  ])('%s survives', (_what, text) => {
    expect(mask(text)).toEqual({ text, found: [] });
  });

  it('a number that is a corporate number and a card’s is a card’s only where the text speaks of a card', () => {
    const both = '4999999999500';
    expect(mask(`法人番号は${both}`).found).toEqual([]);
    expect(mask(`クレジットカードは${both}`).found.map(({ type }) => type)).toEqual(['credit-card']);
  });

  it('the query of a web address is looked at, its path is not', () => {
    expect(mask('https://example.com/crews/123456789018?no=123456789018').text).toBe(
      'https://example.com/crews/123456789018?no=〔マイナンバー〕',
    );
  });
});
