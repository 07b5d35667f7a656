import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LiveBrain } from '../../bot/conversation/live-brain.ts';
import type { Brain } from '../../bot/conversation/brain.ts';
import { customerSchema } from '../../bot/domain/customer.ts';
import { conversationsFolder } from '../../bot/store/lowdb/layout.ts';
import { compareSides } from '../../bot/workshop/impact/compare.ts';
import type { ImpactQuestion } from '../../bot/workshop/impact/questions.ts';
import { askedLately } from '../impact/asked-lately.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { ownKnowledge } from '../retrieval/own-knowledge.ts';
import { costOf, told, type Cost } from './stored/cost.ts';
import { fillFolder } from './stored/fill-folder.ts';
import { madeConversation } from './stored/made-conversations.ts';

/**
 * What would change, over 10,000 different questions of both sides, beside understanding them once; and what
 * `--days` reads from a data folder, beside reading and parsing its files and no more.
 */

const questionCount = 10_000;
const conversationCount = 5_000;
const days = 30;

/** The golden questions, as different customers begin them. */
const differently = (questions: readonly string[]): ImpactQuestion[] =>
  Array.from({ length: questionCount }, (_, index) => ({
    text: `${Math.floor(index / questions.length) + 1}点うかがいます。${questions[index % questions.length] ?? ''}`,
    asked: 1,
    expected: null,
  }));

const times = ({ cpuMs }: Cost, bare: Cost): { times_bare: number } => ({
  times_bare: Number((cpuMs / bare.cpuMs).toFixed(2)),
});

/** The brain of the files, and one that knows an article by another question. */
const bothSides = async (): Promise<{ before: Brain; after: Brain }> => {
  const live = await LiveBrain.open(knowledgeFolders(process.env));
  const before = live.current();
  const [first] = before.knowledge.articles.values();
  const articles = new Map(before.knowledge.articles);
  if (first)
    articles.set(first.id, {
      ...first,
      questions: [...first.questions, '別の聞き方です'],
      fingerprint: 'changed',
    });
  return { before, after: await live.tryOut({ ...before.knowledge, articles }) };
};

const comparing = async (): Promise<object> => {
  const sides = await bothSides();
  const questions = differently((await ownKnowledge()).questions);
  const asker = {
    customer: customerSchema.parse({ loggedIn: true, role: 'admin', plan: 'standard' }),
    now: new Date(),
  };
  const bare = await costOf(async () => {
    for (const { text } of questions) sides.before.understand(text, null);
  });
  const whole = await costOf(() => compareSides(sides, { asker, questions }, () => Promise.resolve()));
  return {
    questions: questions.length,
    ...told('compare', whole),
    ...told('bare', bare),
    ...times(whole, bare),
  };
};

const parseAll = async (folder: string): Promise<void> => {
  for (const name of await readdir(path.join(folder, conversationsFolder), { recursive: true }))
    if (name.endsWith('.json'))
      JSON.parse(await readFile(path.join(folder, conversationsFolder, name), 'utf8'));
};

const reading = async (): Promise<object> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-impact-'));
  const now = new Date();
  const conversations = function* () {
    for (let index = 0; index < conversationCount; index += 1)
      yield madeConversation(index, { count: conversationCount, now, days: days - 1 });
  };
  try {
    await fillFolder(folder, conversations());
    const bare = await costOf(() => parseAll(folder));
    let found = 0;
    const whole = await costOf(async () => {
      found = (await askedLately({ days, now }, { MADOGUCHI_DATA: folder })).questions.length;
    });
    return {
      conversations: conversationCount,
      asked: found,
      ...told('read', whole),
      ...told('bare', bare),
      ...times(whole, bare),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** One record a line, for `run.ts`. */
const impact = async function* (): AsyncGenerator<object> {
  yield await comparing();
  yield await reading();
};

export { impact as run };
