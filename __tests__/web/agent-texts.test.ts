import type { Brain } from '../../bot/conversation/brain.ts';
import { LiveBrain } from '../../bot/conversation/live-brain.ts';
import { agentTexts } from '../../bot/web/agent-texts.ts';

let brain: Brain;
beforeAll(async () => {
  brain = (await LiveBrain.open({ knowledge: 'knowledge', intents: 'intents' })).current();
});

const sato = { name: '佐藤' };
const now = new Date('2026-11-24T11:00:00+09:00');
const find = (query: string) => agentTexts(brain, query, { agent: sato, now });

describe('approved texts for agents', () => {
  test('without a search are the agents’ phrases, and no other wording', () => {
    const texts = find(' ');
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.every(({ kind, id }) => kind === 'phrase' && id.startsWith('agent-'))).toBe(true);
  });

  test('stand as they go into the reply: with the name, the date of closing, and no placeholder left', () => {
    const byId = new Map(find('').map(({ id, text }) => [id, text]));
    expect(byId.get('agent-greeting')).toContain('担当の佐藤です');
    expect(byId.get('agent-closing')).toContain('11月27日(金)');
    expect([...byId.values()].filter((text) => /[{}]/.test(text))).toEqual([]);
  });

  test('each fit into one message', () => {
    expect(find('').filter(({ text }) => [...text].length > 1_000)).toEqual([]);
  });

  test('are found by words of title or text, however wide they were typed', () => {
    expect(find('ＣＳＶ 見出し')[0]?.id).toBe('agent-ask-csv-header');
    expect(find('塗りつぶし')[0]?.id).toBe('agent-ask-screenshot');
  });

  test('hold the articles that the bot would answer with, in their approved version', () => {
    const article = find('招待メールが届きません').find(({ kind }) => kind === 'article');
    expect(article?.id).toBe('invite-mail-missing');
    expect(article?.version).toBe(brain.knowledge.articles.get('invite-mail-missing')?.version);
    expect(article?.text).toContain('1. ');
  });

  test('are none for what stands nowhere, and never more articles than one looks through', () => {
    expect(find('ｑｗｅｒｔｙｕｉｏｐ').filter(({ kind }) => kind === 'phrase')).toEqual([]);
    expect(find('従業員').filter(({ kind }) => kind === 'article').length).toBeLessThanOrEqual(10);
  });
});
