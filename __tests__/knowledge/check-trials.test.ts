import type { Knowledge } from '../../bot/domain/knowledge.ts';
import type { Understanding } from '../../bot/domain/understanding.ts';
import { formatFinding } from '../../bot/knowledge/finding.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import type { Trial } from '../../bot/workshop/check/rule.ts';
import { brokenGolden } from '../../bot/workshop/check/rules/broken-golden.ts';
import { lostArticles } from '../../bot/workshop/check/rules/lost-articles.ts';
import { undefinedWords } from '../../bot/workshop/check/rules/undefined-words.ts';
import { unheardExamples } from '../../bot/workshop/check/rules/unheard-examples.ts';
import { asIfApproved, learn } from '../../bot/workshop/check/trial.ts';
import { readGolden } from '../../bot/workshop/golden.ts';
import type { Golden } from '../../bot/workshop/golden.ts';
import { approvedTexts, filesOf, makeKnowledge, minimalTexts } from './fixture.ts';
import type { KnowledgeFixture, Texts } from './fixture.ts';

const article = 'knowledge/articles/payslip-publish.md';
const original = minimalTexts[article] ?? '';
const law = 'intents/out-of-scope/law.yaml';
const noGolden: Golden = { articles: [], refusals: [], inScope: [], offTopic: [], findings: [] };

/** Recognises what it is told to: an article, a topic or an intent by its exact question. */
type Recognised = Partial<Record<'article' | 'topic' | 'intent', string>>;

const understanding = (text: string, { article: id, topic, intent }: Recognised): Understanding => ({
  analysis: { text, normalised: text, tokens: [], reading: '', japanese: true },
  articles: id === undefined ? [] : [{ id, score: 1, confidence: 0.9, matches: [], odds: [] }],
  topics:
    topic === 'law' ? [{ topic, rule: '法律の相談', evidence: [], isByRule: true, confidence: 0.9 }] : [],
  intents: intent === undefined ? [] : [{ intent, wordingId: null, evidence: [], confidence: 0.9 }],
});

const load = (changes: Texts = {}) => loadKnowledge(filesOf(approvedTexts({ ...minimalTexts, ...changes })));

const loaded = (knowledge: Knowledge | null): Knowledge => {
  if (knowledge === null) throw new Error('the texts of this test do not load');
  return knowledge;
};

const trial = (recognised: (question: string) => Recognised, changes: Texts = {}): Trial => {
  const { knowledge, sources } = load(changes);
  return {
    knowledge: loaded(knowledge),
    sources,
    golden: noGolden,
    today: '2026-11-24',
    understand: (question) => understanding(question, recognised(question)),
    analyse: (text) => understanding(text, {}).analysis,
  };
};

const cutsOf = async (changes: Texts) => (await learn(loaded(load(changes).knowledge))).analyse;

describe('check by asking', () => {
  it('has nothing against an article that its own questions find', () => {
    expect(lostArticles(trial(() => ({ article: 'payslip-publish' })))).toEqual([]);
  });

  it('finds an article that none of its own questions find', () => {
    expect(lostArticles(trial(() => ({}))).map(formatFinding)).toEqual([
      expect.stringMatching(/payslip-publish\.md:2: どの聞き方でも/),
    ]);
  });

  it('warns of a question that finds another article', () => {
    const asked = trial((question) => ({
      article: question === '明細を従業員に見せたい' ? 'other' : 'payslip-publish',
    }));
    expect(lostArticles(asked).map(formatFinding)).toEqual([
      expect.stringMatching(
        /payslip-publish\.md:6: （注意）「明細を従業員に見せたい」.*other が見つかります/,
      ),
    ]);
  });

  it('has nothing against examples that are recognised', () => {
    const asked = trial((question) =>
      question.includes('担当者') ? { intent: 'person' } : { topic: 'law' },
    );
    expect(unheardExamples(asked)).toEqual([]);
  });

  it('finds examples that are not recognised, of topics and of intents', () => {
    expect(unheardExamples(trial(() => ({}))).map(formatFinding)).toEqual([
      expect.stringMatching(/law\.yaml:8: 例の「労働基準法に違反しますか」/),
      expect.stringMatching(/person\.yaml:6: 例の「担当者と話したい」/),
    ]);
  });

  it('finds a counterexample that is recognised all the same', () => {
    const changes = { [law]: `${minimalTexts[law]}counterexamples: [監査ログの見方]\n` };
    const asked = trial(
      (question) => (question.includes('担当者') ? { intent: 'person' } : { topic: 'law' }),
      changes,
    );
    expect(unheardExamples(asked).map(formatFinding)).toEqual([
      expect.stringMatching(/law\.yaml:9: 当てはまらない例の「監査ログの見方」/),
    ]);
  });

  describe('tells of a word that nothing defines', () => {
    const tagged = { [article]: original.replace('tags: [給与明細, 公開]', 'tags: [マル扶, 公開]') };
    const defined = {
      'knowledge/domain-words.yaml': `${minimalTexts['knowledge/domain-words.yaml']}- { surface: マル扶, reading: マルフ }\n`,
    };
    let analyse: Trial['analyse'];
    beforeAll(async () => {
      analyse = await cutsOf({});
    });
    const found = (changes: Texts): string[] =>
      undefinedWords({ ...trial(() => ({}), changes), analyse }).map(formatFinding);

    it.each([
      ['a tag', tagged, 8],
      ['a question', { [article]: original.replace('給料明細を公開したい', 'マル扶を出したい') }, 7],
      ['a name in the body', { [article]: original.replace('**「公開」**', '**「マル扶」**') }, 14],
    ])('in %s, once, with the line that defines it', (_where, changes, line) => {
      expect(found(changes)).toEqual([
        expect.stringMatching(
          new RegExp(`payslip-publish\\.md:${line}: （注意）「マル扶.*「扶」は、辞書に.*\\{ surface: マル扶`),
        ),
      ]);
    });

    it('and not once an editor has defined it', async () => {
      analyse = await cutsOf(defined);
      expect(found(tagged)).toEqual([]);
    });
  });

  it('tries out texts that nobody approved yet, and none that do not load', () => {
    const files = filesOf(minimalTexts);
    expect(asIfApproved(files, loadKnowledge(files))?.articles.size).toBe(1);
    const broken = filesOf({ ...minimalTexts, [article]: '壊れた記事' });
    expect(asIfApproved(broken, loadKnowledge(broken))).toBeNull();
  });
});

describe('golden questions', () => {
  let fixture: KnowledgeFixture;
  afterEach(() => fixture.dispose());

  it('are read with the article or topic they are about, and what is wrong with them is told', async () => {
    fixture = await makeKnowledge({
      'knowledge/golden/articles/payslips.yaml':
        '- { q: 明細を出すには, article: payslip-publish }\n- { q: 明細を従業員に見せたい, article: gone }\n',
      'knowledge/golden/refusals/law.yaml': '- 違法ですか\n',
      'knowledge/golden/refusals/weather.yaml': '- 晴れますか\n',
      'knowledge/golden/in-scope.yaml': '- { q: 監査ログの見方 }\n',
      'knowledge/golden/off-topic.yaml': '- 今日の天気は？\n',
    });
    const golden = await readGolden(fixture.folders);
    expect(golden.articles.map(({ q, article: id }) => [q, id])).toEqual([
      ['明細を出すには', 'payslip-publish'],
      ['明細を従業員に見せたい', 'gone'],
    ]);
    expect(golden.refusals).toEqual([expect.objectContaining({ q: '違法ですか', topic: 'law' })]);
    expect(golden.inScope).toEqual([
      expect.objectContaining({ q: '監査ログの見方', article: null, topic: null }),
    ]);
    expect(golden.offTopic).toEqual([expect.objectContaining({ q: '今日の天気は？' })]);

    const { sources } = load();
    expect(brokenGolden({ sources, golden, today: '2026-11-24' }).map(formatFinding)).toEqual([
      expect.stringMatching(/refusals\/weather\.yaml:1: このファイルは読み込まれません/),
      expect.stringMatching(/articles\/payslips\.yaml:2: （注意）gone という記事は/),
      expect.stringMatching(/articles\/payslips\.yaml:2: （注意）「明細を従業員に見せたい」は記事に書いて/),
    ]);
  });
});
