import type { Knowledge } from '../../bot/domain/knowledge.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { changeBetween } from '../../bot/workshop/impact/change.ts';
import type { Changed } from '../../bot/workshop/impact/compare.ts';
import { impactMarkdown } from '../../bot/workshop/impact/markdown.ts';
import type { Outcome } from '../../bot/workshop/impact/outcome.ts';
import { impactQuestions } from '../../bot/workshop/impact/questions.ts';
import { verdictOn } from '../../bot/workshop/impact/verdict.ts';
import { approvedTexts, filesOf, minimalTexts } from '../knowledge/fixture.ts';

const outcome = (changes: Partial<Outcome>): Outcome => ({
  kind: 'fallback',
  target: null,
  choices: [],
  confidence: null,
  rule: 'confidence 0.10 < 0.15',
  blocks: [],
  reply: '返事',
  ...changes,
});
const answer = (target: string, reply = target): Outcome => outcome({ kind: 'answer', target, reply });
const refusal = (target: string): Outcome => outcome({ kind: 'refuse', target });
const clarify = (...choices: string[]): Outcome => outcome({ kind: 'clarify', choices });

const changed = (changes: Partial<Changed>): Changed => ({
  text: '明細を公開したい',
  asked: 0,
  expected: null,
  change: 'gained',
  before: outcome({}),
  after: { ...answer('payslip-publish'), rule: 'confidence 0.61 ≥ 0.50' },
  verdict: 'neither',
  ...changes,
});

describe('a change of knowledge', () => {
  it.each([
    ['loses an answer', answer('a'), outcome({}), 'lost'],
    ['loses an answer to a question back', answer('a'), clarify('a', 'b'), 'lost'],
    ['gives another article', answer('a'), answer('b'), 'other-answer'],
    ['refuses what was answered', answer('a'), refusal('law'), 'newly-refused'],
    ['answers what was refused', refusal('law'), answer('a'), 'no-longer-refused'],
    ['refuses under another topic', refusal('law'), refusal('hardware'), 'other-topic'],
    ['answers what had no answer', outcome({}), answer('a'), 'gained'],
    ['asks back instead of falling back', outcome({}), clarify('a'), 'other-reply'],
    ['offers other choices', clarify('a', 'b'), clarify('b', 'a'), 'other-choices'],
    ['says the same in other words', answer('a', '旧'), answer('a', '新'), 'reworded'],
  ])('%s', (_what, before, after, kind) => {
    expect(changeBetween(before, after)).toBe(kind);
  });

  it('that says the same in the same words is none, whatever the confidence', () => {
    expect(changeBetween(answer('a'), { ...answer('a'), confidence: 0.7, rule: 'other' })).toBeNull();
  });
});

describe('where somebody has said what is right, a change is', () => {
  const expected = { kind: 'article', article: 'a' } as const;
  it.each([
    ['better when the right article comes', outcome({}), answer('a'), 'better'],
    ['better when the right one is among the choices', clarify('b'), clarify('a', 'b'), 'better'],
    ['worse when it goes', answer('a'), clarify('a', 'b'), 'worse'],
    ['worse when a wrong answer comes', outcome({}), answer('b'), 'worse'],
    ['worse when it is refused', clarify('b'), refusal('law'), 'worse'],
    ['neither when both are wrong', answer('b'), answer('c'), 'neither'],
  ])('%s', (_what, before, after, verdict) => {
    expect(verdictOn(expected, { before, after })).toBe(verdict);
  });

  it('not judged where nobody has', () => {
    expect(verdictOn(null, { before: answer('a'), after: answer('b') })).toBe('neither');
  });

  it('worse when a near miss is refused, or something far off answered', () => {
    expect(verdictOn({ kind: 'in-scope' }, { before: outcome({}), after: refusal('law') })).toBe('worse');
    expect(verdictOn({ kind: 'no-article' }, { before: outcome({}), after: answer('a') })).toBe('worse');
    const topic = { kind: 'refusal', topic: 'law' } as const;
    expect(verdictOn(topic, { before: refusal('hardware'), after: refusal('law') })).toBe('better');
  });
});

describe('the questions that are tried', () => {
  const question = { article: null, topic: null, file: 'f', line: () => 1 };
  const golden = {
    articles: [{ ...question, q: '明細を公開したい', article: 'payslip-publish' }],
    refusals: [],
    inScope: [],
    offTopic: [],
    findings: [],
  };

  it('are each tried once, however often and with whatever marks they were asked', () => {
    const asked = ['明細を公開したい。', '明細を　公開したい', '別の質問', '別の質問！'];
    expect(impactQuestions(golden, asked)).toEqual([
      { text: '明細を公開したい', asked: 2, expected: { kind: 'article', article: 'payslip-publish' } },
      { text: '別の質問', asked: 2, expected: null },
    ]);
  });

  it('are none where a customer sent marks alone', () => {
    expect(impactQuestions({ ...golden, articles: [] }, ['？？', '　'])).toEqual([]);
  });
});

describe('the table for a pull request', () => {
  const knowledge: Knowledge | null = loadKnowledge(filesOf(approvedTexts(minimalTexts))).knowledge;
  if (!knowledge) throw new Error('the fixture does not load');
  const both = { before: knowledge, after: knowledge };

  it('says plainly that nothing changes', () => {
    expect(impactMarkdown({ questions: 3, asked: 2, changes: [] }, both)).toBe(
      '## 変更の影響\n\n3通りの質問（実際の質問 のべ2件を含む）で確かめました。返事が変わる質問はありません。\n',
    );
  });

  it('shows both sides with their reasons, in words', () => {
    const text = impactMarkdown(
      { questions: 3, asked: 4, changes: [changed({ asked: 4, verdict: 'better' })] },
      both,
    );
    expect(text).toContain('| 答えられるようになる | 1 | 4 | 1 | 0 |');
    expect(text).toContain(
      '| 明細を公開したい | 4 | 答えなし | 回答：給与明細を公開するには、どうすればよいですか？ | 確信度0.10（基準0.15未満） → 確信度0.61（基準0.50以上） | 改善 |',
    );
  });

  it('counts questions by their reply where the words alone change', () => {
    const reworded = changed({ change: 'reworded', before: answer('payslip-publish', '旧') });
    const text = impactMarkdown({ questions: 3, asked: 0, changes: [reworded, reworded] }, both);
    expect(text).toContain('| 回答：給与明細を公開するには、どうすればよいですか？ | 2 | – |');
  });

  it('lets no customer’s text become markup', () => {
    const text = impactMarkdown(
      {
        questions: 1,
        asked: 1,
        changes: [changed({ text: '<b>a|b</b>\n[x](https://evil.example) @admin' })],
      },
      both,
    );
    expect(text).toContain('\\<b\\>a\\|b\\</b\\> \\[x\\](https://evil.example) \\@admin');
  });
});
