import type { Article } from '../../bot/domain/knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { loadDictionary } from '../../bot/language/dictionary.ts';
import { answerAt, clarifyAt } from '../../bot/understanding/confidence.ts';
import { search } from '../../bot/understanding/search.ts';
import { buildSearchable } from '../../bot/understanding/searchable.ts';
import type { LanguageResources, Searchable } from '../../bot/understanding/searchable.ts';
import { buildSuggestions, suggest } from '../../bot/understanding/suggest.ts';
import { bareArticle } from './bare-article.ts';

/** The one file of this room that searches with the real dictionary. */

const articles = [
  bareArticle('year-end-start', '年末調整を始めるには、どうすればよいですか？', {
    questions: ['年末調整の開始', '年末調整をはじめる手順'],
    tags: ['年末調整'],
    text: '共通設定を確認し、従業員に依頼を送ります。',
  }),
  bareArticle('payslip-publish', '給与明細を従業員に公開するには、どうすればよいですか？', {
    questions: ['給与明細の公開方法', 'きゅうよめいさいのこうかい'],
    tags: ['給与明細', '公開'],
    text: '明細を確定してから、公開の設定をします。画面は給与明細の一覧です。',
  }),
  bareArticle('payslip-not-visible', '給与明細が表示されないのは、なぜですか？', {
    questions: ['給与明細が見えない'],
    tags: ['給与明細'],
    text: '公開されているか確認してください。',
  }),
  bareArticle('employee-add', '従業員を追加するには、どうすればよいですか？', {
    questions: ['新しい社員の登録'],
    tags: ['従業員', '追加'],
    text: '従業員リストから追加します。申し込みは要りません。',
  }),
  bareArticle('application-form', '申請フォームを作成するには、どうすればよいですか？', {
    questions: ['申込みの画面を作りたい'],
    tags: ['申請フォーム'],
    text: 'サーバーの設定は要りません。',
  }),
  bareArticle('address-change', '住所の変更は、どうすればよいですか？', {
    questions: ['従業員が引っ越したとき'],
    tags: ['住所変更'],
    text: '本人が申請します。',
  }),
];

const knowledge = {
  articles: new Map(articles.map((one) => [one.id, one])),
  elsewhere: [],
  synonyms: [
    ['従業員', '社員'],
    ['公開', '配布'],
  ],
  domainWords: [
    { surface: '年末調整', reading: 'ネンマツチョウセイ' },
    { surface: '給与明細', reading: 'キュウヨメイサイ' },
    { surface: '従業員', reading: 'ジュウギョウイン' },
  ],
};

const atOnce = (): Promise<void> => Promise.resolve();
let resources: LanguageResources;
let searchable: Searchable;

beforeAll(async () => {
  resources = {
    dictionary: await loadDictionary(),
    generalSynonyms: [['削除', '消去']],
    paraphrases: {
      same: [],
      leads: [
        { say: ['転居'], means: ['引っ越し', '住所'] },
        { say: ['家が移る'], means: ['住所'] },
      ],
    },
  };
  searchable = await buildSearchable({ resources, knowledge }, atOnce);
});

const hits = (question: string, previous: string | null = null) =>
  search(
    searchable,
    analyse(searchable.tokenizer, question),
    previous === null ? null : { id: previous, isNear: () => false },
  );
const best = (question: string, previous: string | null = null): string | undefined =>
  hits(question, previous)[0]?.id;

test.each([
  ['給与明細の公開のしかた', 'payslip-publish', 'the words as they stand'],
  ['給与明細が見れない', 'payslip-not-visible', 'another form of the verb, negated'],
  ['社員を足したい', 'employee-add', 'a synonym of the editors'],
  ['転居しました', 'address-change', 'an everyday word that leads to another'],
  ['家移りました', 'address-change', 'an everyday phrase without its particle'],
  ['家は移りました', 'address-change', 'an everyday phrase with another particle'],
  ['申し込み画面の作成', 'application-form', 'other okurigana'],
  ['ｷｭｳﾖﾒｲｻｲを公開', 'payslip-publish', 'half-width katakana'],
  ['きゅよめいさいを公開したい', 'payslip-publish', 'a kana dropped'],
  ['きゅううよめいさいを公開したい', 'payslip-publish', 'a kana typed twice'],
  ['ねんまつちょせうい 始め方', 'year-end-start', 'two kana swapped'],
  ['ねんまつちょうせいのはじめかた', 'year-end-start', 'kana only'],
  ['年末長征を始めたい', 'year-end-start', 'a conversion error with the same reading'],
  ['きゅうよめいさい こうかい', 'payslip-publish', 'kana with spaces'],
  ['フォムーの作成', 'application-form', 'two kana swapped'],
  ['サーバの設定', 'application-form', 'no long vowel mark'],
  ['キュウヨメイサイノコウカイ', 'payslip-publish', 'katakana only'],
  ['ねんまつちようせい', 'year-end-start', 'a large kana for a small one'],
  ['ねまんつちょうせい', 'year-end-start', 'two kana swapped that leave no word'],
  ['ねんまつとょうせい', 'year-end-start', 'a flick in the wrong direction'],
  ['んまつちょうせい', 'year-end-start', 'the first kana missing'],
  ['ねんまつちょうせ', 'year-end-start', 'the last kana missing'],
  ['nenmatsu chousei', 'year-end-start', 'letters, the input method off'],
  ['nennmatutyouseiのやり方', 'year-end-start', 'letters as they are typed for kana'],
  ['ｎｅｎｍａｔｓｕｃｈｏｕｓｅｉ', 'year-end-start', 'full-width letters'],
  ['てんきょしました', 'address-change', 'kana of a word that only leads to one'],
  ['ひっこしたときは', 'address-change', 'kana of a verb in another form'],
])('%s finds %s: %s', (question, id) => {
  expect(best(question)).toBe(id);
});

test('what the customer rules out is not searched for', () => {
  expect(best('給与明細ではなく、住所の変更です')).toBe('address-change');
  expect(hits('給与明細ではなく、住所の変更です').map(({ id }) => id)).not.toContain('payslip-publish');
});

test('a registered question is answered', () => {
  expect(hits('給与明細が見えない')[0]?.confidence).toBeGreaterThanOrEqual(answerAt);
});

test.each(['明日の東京の天気は？', '一番近いラーメン屋を探して', '冷戦が終わったのは何年？'])(
  '%s is nothing that the articles know',
  (question) => {
    expect(hits(question)[0]?.confidence ?? 0).toBeLessThan(clarifyAt);
  },
);

test.each(['', '？', 'です', '👍'])('%j finds nothing', (question) => {
  expect(hits(question)).toEqual([]);
});

test('the reasons of a hit add up to its sum, heaviest first, and name word, place and way', () => {
  const [hit] = hits('社員に給与明細を配布したい');
  const weights = hit?.matches.map(({ weight }) => weight) ?? [];
  expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  expect(hit?.matches).toContainEqual(
    expect.objectContaining({ term: '給与明細', field: 'question', via: 'exact' }),
  );
  expect(hit?.matches).toContainEqual(expect.objectContaining({ term: '配布', via: 'synonym' }));
  expect(hit?.score).toBeGreaterThanOrEqual(weights.reduce((sum, weight) => sum + weight, 0) - 0.001);
});

test('a word that was heard is shown as the customer typed it, and counts less than a written one', () => {
  const heard = hits('ねんまつちょうせいのはじめかた')[0]?.matches ?? [];
  const written = hits('年末調整の始め方')[0]?.matches ?? [];
  expect(heard[0]).toMatchObject({ term: 'ねんまつちょうせい', via: 'reading' });
  expect(heard[0]?.weight).toBeLessThan(written[0]?.weight ?? 0);
});

test('two runs agree, and so does an index built anew', async () => {
  const other = await buildSearchable({ resources, knowledge }, atOnce);
  const question = analyse(searchable.tokenizer, '従業員の給与明細について');
  expect(search(searchable, question)).toEqual(search(searchable, question));
  expect(search(other, question)).toEqual(search(searchable, question));
});

describe('follow-ups', () => {
  test.each(['それはどこで？', 'その画面はどこですか', 'これは誰ができますか？'])(
    '%s is read with the subject of the answer before',
    (question) => {
      expect(best(question, 'payslip-publish')).toBe('payslip-publish');
    },
  );

  test.each(['もう少し詳しく教えて', '具体的には？'])(
    '「%s」 asks for more of the same answer',
    (question) => {
      expect(best(question, 'payslip-not-visible')).toBe('payslip-not-visible');
    },
  );

  test('of two that fit, the one near to the answer before comes first', () => {
    const question = analyse(searchable.tokenizer, '変更の場合は？');
    const confidence = (near: string[]): number => {
      const found = search(searchable, question, {
        id: 'employee-add',
        isNear: (id) => near.includes(id),
      });
      return found.find(({ id }) => id === 'address-change')?.confidence ?? 0;
    };
    expect(confidence(['address-change'])).toBeGreaterThan(confidence([]));
  });

  test('a new subject drops the old one', () => {
    expect(best('年末調整を始めるには？', 'payslip-publish')).toBe('year-end-start');
  });

  test('without an answer before, nothing is carried over', () => {
    expect(hits('それはどこで？').map(({ id }) => id)).toEqual([]);
  });

  test('an article that is gone carries nothing', () => {
    expect(best('その給与明細の公開は？', 'deleted')).toBe('payslip-publish');
  });
});

const renewed = async (changed: Article[]): Promise<{ next: Searchable; read: string[] }> => {
  const read: string[] = [];
  const { tokenizer } = searchable;
  const watched = {
    ...searchable,
    tokenizer: { ...tokenizer, tokenise: (text: string) => (read.push(text), tokenizer.tokenise(text)) },
  };
  const all = new Map([...knowledge.articles, ...changed.map((one) => [one.id, one] as const)]);
  const next = await buildSearchable(
    { resources, knowledge: { ...knowledge, articles: all }, previous: watched },
    atOnce,
  );
  return { next, read };
};

describe('a reload', () => {
  test('reads again only what changed, and phrases that now lead to an article', async () => {
    const { read } = await renewed([
      bareArticle('employee-add', '社員の削除', { fingerprint: 'employee-add-2' }),
    ]);
    expect(read).toEqual(['社員の削除', '', '削除', '消去']);
  });

  test('finds the new text and leaves the old index as it was', async () => {
    const { next } = await renewed([
      bareArticle('employee-add', '退職金の積立', { fingerprint: 'employee-add-2' }),
    ]);
    const question = analyse(searchable.tokenizer, '退職金の積立');
    expect(search(next, question)[0]?.id).toBe('employee-add');
    expect(search(searchable, question).map(({ id }) => id)).not.toContain('employee-add');
  });

  test('counts what an article asks no second time when its answer changes', async () => {
    const { lexicon } = searchable.index.vocabulary;
    const before = structuredClone(lexicon.find('ジュウギョウイン'));
    const asked = articles.find(({ id }) => id === 'employee-add');
    await renewed(asked ? [{ ...asked, text: '従業員を追加します。', fingerprint: 'another answer' }] : []);
    expect(before).not.toBeNull();
    expect(lexicon.find('ジュウギョウイン')).toEqual(before);
  });

  test('equals an index built from nothing', async () => {
    const { next } = await renewed([
      bareArticle('employee-add', '社員の削除', { fingerprint: 'employee-add-2' }),
    ]);
    const fresh = await buildSearchable(
      {
        resources,
        knowledge: {
          ...knowledge,
          articles: new Map(
            articles.map((one) => [
              one.id,
              one.id === 'employee-add' ? bareArticle('employee-add', '社員の削除') : one,
            ]),
          ),
        },
      },
      atOnce,
    );
    const question = analyse(searchable.tokenizer, '社員を削除したい');
    expect(search(next, question).map(({ id }) => id)).toEqual(search(fresh, question).map(({ id }) => id));
  });

  test('with other domain words cuts everything anew', async () => {
    const next = await buildSearchable(
      { resources, knowledge: { ...knowledge, domainWords: [] }, previous: searchable },
      atOnce,
    );
    expect(next.tokenizer).not.toBe(searchable.tokenizer);
    expect(next.tokenizer.parts('年末調整')).toEqual([]);
  });
});

const suggestions = () =>
  buildSuggestions({ tokenizer: searchable.tokenizer, articles, previous: null }, atOnce);

describe('suggestions', () => {
  test.each([
    ['給与明', 'payslip-publish'],
    ['きゅうよめ', 'payslip-publish'],
    ['キュウヨメ', 'payslip-publish'],
    ['ねんまつちょうs', 'year-end-start'],
    ['住所の', 'address-change'],
    ['明細が表', 'payslip-not-visible'],
    ['変更　住所', 'address-change'],
    ['公開 給与明細', 'payslip-publish'],
  ])('%s suggests %s', async (beginning, id) => {
    expect(suggest(await suggestions(), beginning)).toContain(id);
  });

  test.each(['給与', '', '　', 'zzz'])('%j suggests nothing', async (beginning) => {
    expect(suggest(await suggestions(), beginning)).toEqual([]);
  });

  test('a changed article takes its old questions along, others stay as they were', async () => {
    const before = await suggestions();
    const changed = articles.map((one) =>
      one.id === 'address-change'
        ? bareArticle('address-change', '勤務地の変更は？', { fingerprint: 'new' })
        : one,
    );
    const { tokenizer } = searchable;
    const after = await buildSuggestions({ tokenizer, articles: changed, previous: before }, atOnce);
    expect(suggest(after, '勤務地')).toEqual(['address-change']);
    expect(suggest(after, '住所の')).toEqual([]);
    const anew = await buildSuggestions({ tokenizer, articles: changed, previous: null }, atOnce);
    expect(after.beginnings).toEqual(anew.beginnings);
  });

  test('the nearest title comes first', async () => {
    expect(suggest(await suggestions(), '給与明細が')[0]).toBe('payslip-not-visible');
  });
});
