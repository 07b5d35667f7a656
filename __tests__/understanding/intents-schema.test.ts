import { intentFileSchema, topicFileSchema, toIntents, toTopic } from '../../bot/knowledge/intent-schema.ts';
import { wordsSchema } from '../../bot/knowledge/word-list.ts';

const topicFile = (change: Record<string, unknown> = {}): unknown => ({
  topic: 'law',
  clause: 'O3',
  title: '法律',
  wording: 'refuse-law',
  priority: 3,
  words: { 法律: '法律、法令、\n  =名前', 名前: '労基法' },
  rules: [{ name: '法律の問い', all: ['法律', '違反、抵触'] }],
  examples: ['法律に違反しますか'],
  ...change,
});

describe('the words of an intent file', () => {
  it('are listed as Japanese lists them, over any number of lines', () => {
    expect(wordsSchema.parse({ 操作: '設定、登録、\n 入力' })).toEqual({ 操作: ['設定', '登録', '入力'] });
  });

  it('may stand for the words of another group', () => {
    const { topic, issues } = toTopic(topicFileSchema.parse(topicFile()), {});
    expect(issues).toEqual([]);
    expect(topic.rules[0]?.all).toEqual([
      { name: '法律', words: ['法律', '法令', '労基法'] },
      { name: '違反、抵触', words: ['違反', '抵触'] },
    ]);
  });

  it('of the file win over shared ones of the same name', () => {
    const { topic } = toTopic(topicFileSchema.parse(topicFile()), { 法律: ['共通'], 名前: ['共通'] });
    expect(topic.rules[0]?.all[0]?.words).toEqual(['法律', '法令', '労基法']);
  });

  it('that are missing are told with the place of the rule', () => {
    const { issues } = toTopic(
      topicFileSchema.parse(topicFile({ rules: [{ name: 'r', all: ['税金'] }] })),
      {},
    );
    expect(issues).toEqual([{ path: ['rules', 0, 'all', 0], message: expect.stringContaining('「税金」') }]);
  });

  it('that go round in a circle are told instead of hanging', () => {
    const words = { 甲: '=乙', 乙: '=甲' };
    const { issues } = toTopic(
      topicFileSchema.parse(topicFile({ words, rules: [{ name: 'r', all: ['甲'] }] })),
      {},
    );
    expect(issues[0]?.message).toContain('循環');
  });

  it('that double at each of thirty levels are refused before they fill the memory', () => {
    const doubling = Array.from({ length: 30 }, (_, at) => [
      `組${at}`,
      `=組${at + 1}、=組${at + 1}、語${at}`,
    ]);
    const words = { ...Object.fromEntries(doubling), 組30: '語' };
    const { issues } = toTopic(
      topicFileSchema.parse(topicFile({ words, rules: [{ name: 'r', all: ['組0'] }] })),
      {},
    );
    expect(issues[0]?.message).toContain('20段を超えて');
  });

  it('that spell out to thousands are refused with what to do', () => {
    const words = { 甲: Array.from({ length: 2_001 }, (_, at) => `語${at}`).join('、') };
    const { issues } = toTopic(
      topicFileSchema.parse(topicFile({ words, rules: [{ name: 'r', all: ['甲'] }] })),
      {},
    );
    expect(issues).toEqual([
      { path: ['rules', 0, 'all', 0], message: expect.stringContaining('語を減らしてください') },
    ]);
  });

  it('named like what every object has are looked up safely', () => {
    const { issues } = toTopic(
      topicFileSchema.parse(topicFile({ rules: [{ name: 'r', all: ['constructor'] }] })),
      {},
    );
    expect(issues).toHaveLength(1);
  });
});

describe('an exception of the whole file', () => {
  it('holds for every rule', () => {
    const file = topicFileSchema.parse(topicFile({ unless: ['電子申請、届出'] }));
    expect(toTopic(file, {}).topic.rules[0]?.unless).toEqual([
      { name: '電子申請、届出', words: ['電子申請', '届出'] },
    ]);
  });
});

describe('a broken file', () => {
  it.each([
    ['an unknown topic', { topic: 'weather' }],
    ['a clause that is not O1 to O13', { clause: 'O14' }],
    ['no rule', { rules: [] }],
    ['no example', { examples: [] }],
    ['an unknown key', { patern: 'x' }],
    ['a group without words', { words: { 法律: '、' } }],
    ['a priority out of range', { priority: 10 }],
  ])('is refused: %s', (_what, change) => {
    expect(topicFileSchema.safeParse(topicFile(change)).success).toBe(false);
  });
});

describe('a file of intents', () => {
  const file = {
    words: { あいさつ: 'こんにちは、おはよう', つなぎの語: 'です、ね' },
    intents: [
      {
        id: 'greeting',
        wording: 'talk-greeting',
        rules: [{ name: 'あいさつだけ', all: ['あいさつ'], alone: 'つなぎの語' }],
        examples: ['こんにちは'],
      },
    ],
  };

  it('keeps its order and spells its fillers out', () => {
    const { intents, issues } = toIntents(intentFileSchema.parse(file), {});
    expect(issues).toEqual([]);
    expect(intents[0]?.rules[0]?.alone).toEqual({ name: 'つなぎの語', words: ['です', 'ね'] });
  });

  it('tells of fillers that are missing', () => {
    const { issues } = toIntents(intentFileSchema.parse({ ...file, words: { あいさつ: 'こんにちは' } }), {});
    expect(issues[0]?.path).toEqual(['intents', 0, 'rules', 0, 'alone']);
  });
});
