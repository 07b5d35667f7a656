import type { Eligibility } from '../../bot/domain/decision.ts';
import type { OutOfScopeTopic } from '../../bot/domain/knowledge.ts';
import type { OfficeState } from '../../bot/domain/office.ts';
import type { ArticleHit, IntentHit, TopicHit, Understanding } from '../../bot/domain/understanding.ts';
import { decide, type Situation } from '../../bot/policy/decide.ts';
import { officeState } from '../../bot/policy/office-hours.ts';
import { calendar, japan } from './calendar.ts';

const topic = (id: OutOfScopeTopic['id'], clause: string, pointsTo: string[]): OutOfScopeTopic => ({
  id,
  clause,
  pointsTo,
  title: clause,
  priority: 0,
  wordingId: `refuse-${id}`,
  rules: [],
  examples: [],
  counterexamples: [],
});

const open: OfficeState = officeState(japan('2026-11-24 10:00'), calendar);
const closed: OfficeState = officeState(japan('2026-11-22 10:00'), calendar);
const employee: Eligibility = { eligible: false, clause: 'E2', wordingId: 'not-eligible-role' };

const situation: Situation = {
  eligibility: { eligible: true },
  office: open,
  topics: [
    topic('proxy-operation', 'O1', []),
    topic('labor-practice', 'O2', []),
    topic('data-recovery', 'O12', ['employee-csv-export', 'employee-history']),
    topic('log-provision', 'O13', ['audit-log']),
  ],
  thresholds: { answerAt: 0.6, clarifyAt: 0.3 },
};

const article = (id: string, confidence: number): ArticleHit => ({
  id,
  confidence,
  score: confidence * 10,
  matches: [],
  odds: [],
});
const refused = (id: TopicHit['topic']): TopicHit => ({
  topic: id,
  rule: '残業代の計算',
  evidence: ['残業代'],
  isByRule: true,
  confidence: 0.9,
});
const intent = (id: string, confidence = 0.9): IntentHit => ({
  intent: id,
  wordingId: id === 'person' ? null : id,
  evidence: [],
  confidence,
});

const understood = (parts: Partial<Understanding>, japanese = true): Understanding => ({
  analysis: { text: '', normalised: '', tokens: [], reading: '', japanese },
  topics: [],
  intents: [],
  articles: [],
  ...parts,
});

const sure = article('payslip-publish', 0.9);
const likely = article('payslip-items', 0.4);
const unlikely = article('invoice', 0.1);

describe('one message, one decision', () => {
  it('L1: another language gets the line that says so, whatever else was recognised', () => {
    const message = understood(
      { topics: [refused('law')], intents: [intent('person')], articles: [sure] },
      false,
    );
    expect(decide(message, situation)).toMatchObject({
      kind: 'fallback',
      wordingId: 'not-japanese',
      choices: [],
    });
  });

  it('O2: a refused topic wins over a sure article and over the wish for a person', () => {
    const message = understood({
      topics: [refused('labor-practice')],
      intents: [intent('person')],
      articles: [sure],
    });
    expect(decide(message, situation)).toEqual({
      kind: 'refuse',
      topic: 'labor-practice',
      wordingId: 'refuse-labor-practice',
      howToId: null,
      confidence: 0.9,
      rule: 'O2 残業代の計算',
    });
  });

  it.each([
    ['O1: to the how-to that clearly matches', 'proxy-operation', [sure, likely], 'payslip-publish'],
    ['O1: to none where no article is sure', 'proxy-operation', [likely], null],
    ['O13: to the audit log', 'log-provision', [sure], 'audit-log'],
    [
      'O12: to the article of its own that fits best',
      'data-recovery',
      [sure, article('employee-history', 0.2)],
      'employee-history',
    ],
    ['O12: else to the first of its own', 'data-recovery', [sure], 'employee-csv-export'],
  ] as const)('%s', (_what, id, articles, howToId) => {
    const message = understood({ topics: [refused(id)], articles: [...articles] });
    expect(decide(message, situation)).toMatchObject({ kind: 'refuse', topic: id, howToId });
  });

  it('H8: a person, in staffed hours', () => {
    const message = understood({ intents: [intent('person')], articles: [sure] });
    expect(decide(message, situation)).toMatchObject({ kind: 'handoff', outcome: { outcome: 'queued' } });
  });

  it('H8: never queued outside; the next opening goes along', () => {
    const message = understood({ intents: [intent('thanks'), intent('person')] });
    expect(decide(message, { ...situation, office: closed })).toMatchObject({
      kind: 'handoff',
      outcome: { outcome: 'closed', office: { opensAtText: '11月24日(火)10:00' } },
      rule: 'H8 a person was asked for, closed (weekend)',
    });
  });

  it('E2: who may not talk to a person is told that, and not to come back at the opening', () => {
    const message = understood({ intents: [intent('person')] });
    expect(decide(message, { ...situation, office: closed, eligibility: employee })).toMatchObject({
      kind: 'handoff',
      outcome: { outcome: 'not-eligible', clause: 'E2', wordingId: 'not-eligible-role' },
    });
  });

  it('E4: the bot answers those who may not talk to a person', () => {
    expect(
      decide(understood({ articles: [sure] }), { ...situation, office: closed, eligibility: employee }),
    ).toMatchObject({ kind: 'answer', articleId: 'payslip-publish' });
  });

  it('small talk alone is answered as such, also where an article shares a word with it', () => {
    expect(decide(understood({ intents: [intent('greeting')] }), situation)).toMatchObject({
      kind: 'smalltalk',
      wordingId: 'greeting',
    });
    for (const shared of [likely, sure])
      expect(decide(understood({ intents: [intent('greeting')], articles: [shared] }), situation).kind).toBe(
        'smalltalk',
      );
  });

  it('a greeting before a question does not hide the question', () => {
    for (const [best, kind] of [
      [sure, 'answer'],
      [likely, 'clarify'],
    ] as const)
      expect(
        decide(understood({ intents: [intent('greeting', 0.1)], articles: [best] }), situation).kind,
      ).toBe(kind);
  });

  it('a sure article is answered, the next best are listed behind it', () => {
    const others = [likely, unlikely, article('trial-period', 0.05), article('logout', 0.01)];
    expect(decide(understood({ articles: [sure, ...others] }), situation)).toEqual({
      kind: 'answer',
      articleId: 'payslip-publish',
      confidence: 0.9,
      choices: ['payslip-items', 'invoice', 'trial-period'],
      rule: 'confidence 0.90 ≥ 0.60',
    });
  });

  it.each([
    [0.6, 'answer'],
    [0.59, 'clarify'],
    [0.3, 'clarify'],
    [0.29, 'fallback'],
  ])('confidence %d: %s', (confidence, kind) => {
    expect(decide(understood({ articles: [article('invoice', confidence)] }), situation).kind).toBe(kind);
  });

  it('likely articles are offered, three at most, best first', () => {
    const articles = [likely, article('a', 0.35), article('b', 0.2), article('c', 0.1)];
    expect(decide(understood({ articles }), situation)).toMatchObject({
      kind: 'clarify',
      choices: ['payslip-items', 'a', 'b'],
      rule: 'confidence 0.40 ≥ 0.30',
    });
  });

  it('a fallback offers only what may have to do with the question', () => {
    expect(decide(understood({ articles: [article('a', 0.2), unlikely] }), situation)).toMatchObject({
      kind: 'fallback',
      wordingId: 'fallback',
      choices: ['a'],
      rule: 'confidence 0.20 < 0.30',
    });
    expect(decide(understood({}), situation)).toMatchObject({ kind: 'fallback', choices: [], confidence: 0 });
  });

  it('a topic that the knowledge does not know is a fault, never an answer', () => {
    expect(() => decide(understood({ topics: [refused('hardware')], articles: [sure] }), situation)).toThrow(
      'hardware',
    );
  });
});
