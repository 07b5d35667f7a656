import { ruleText } from '../../bot/console/state/rule-text.ts';

test.each([
  ['choice', 'お客さまが候補から選んだため'],
  ['button for a person', 'お客さまが［担当者に相談する］を押したため'],
  ['L1 not in Japanese', '日本語以外の発言のため'],
  ['small talk greeting', 'あいさつなどの決まった言葉のため'],
  ['H8 a person was asked for, staffed', '担当者との会話を希望されたため'],
  ['H8 a person was asked for, closed (break)', '担当者との会話を希望されたが、受付時間外のため'],
  ['E2 a person was asked for, not eligible', '担当者との会話を希望されたが、ご利用の条件に合わないため'],
  ['O2 残業代の計算', '対象外の項目に当たるため（残業代の計算）'],
  ['confidence 0.91 ≥ 0.60', '確信度91％が基準の60％以上のため'],
  ['confidence 0.12 < 0.30', '確信度12％が基準の30％に満たないため'],
  ['something new', 'something new'],
])('the rule %j reads %s', (rule, text) => {
  expect(ruleText(rule)).toBe(text);
});
