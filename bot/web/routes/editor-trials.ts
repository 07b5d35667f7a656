import { setImmediate } from 'node:timers/promises';
import { Router } from 'express';
import type { Clock } from '../../clock.ts';
import type { Brain, BrainSource } from '../../conversation/brain.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { customerSchema, type Customer } from '../../domain/customer.ts';
import { AppError } from '../../errors.ts';
import { mask } from '../../policy/personal-data/mask.ts';
import type { Golden } from '../../workshop/golden.ts';
import type { Workbench } from '../../workshop/drafts/workbench.ts';
import { compareSides } from '../../workshop/impact/compare.ts';
import { outcomeOf } from '../../workshop/impact/outcome.ts';
import { impactQuestions } from '../../workshop/impact/questions.ts';
import { recentQuestions } from '../../workshop/recent-questions.ts';
import type { TrialBrains } from '../../workshop/trial-brains.ts';
import { presentImpact, presentOutcome, presentUnderstanding } from '../presenters/editor.ts';
import { parse } from '../problem.ts';
import { impactRequest, tryRequest, type TryResponse } from '../wire.ts';

export interface EditorTrialsParts {
  workbench: Workbench;
  brain: BrainSource;
  trialBrains: TrialBrains;
  clock: Clock;
  golden(): Promise<Golden>;
  /** All conversations that changed since then. */
  conversationsSince(since: Date): AsyncIterable<Conversation>;
}

const dayMs = 24 * 60 * 60_000;

/** Who asks unless an editor says otherwise: whoever may talk to a person (contracts.md, "Commands"). */
const usualCustomer: Customer = customerSchema.parse({ loggedIn: true, role: 'admin', plan: 'standard' });

/** What the bot would say, and what a change would change. Behind the guard of the editors. */
export const editorTrialRoutes = (parts: EditorTrialsParts): Router => {
  const { brain, clock } = parts;
  const router = Router();

  router.post('/try', async (request, response) => {
    const { question, customer, at, knowledge, page } = parse(tryRequest, request.body);
    const asker = {
      customer: customer ?? usualCustomer,
      now: at === undefined ? clock.now() : new Date(at),
    };
    const trial =
      knowledge === 'served' && !page
        ? brain.current()
        : await trialBrain(parts, { drafts: knowledge === 'drafts', page: page ?? null });
    response.json(trial ? tried(trial, { asker, question: mask(question).text }) : nothingLoads);
  });

  router.post('/impact', async (request, response) => {
    const { paths, days } = parse(impactRequest, request.body);
    const drafts = (await parts.workbench.drafts()).filter(({ path }) => paths?.includes(path) ?? true);
    const after = await parts.trialBrains.brainOf(await parts.workbench.filesWith(drafts));
    if (!after) throw filesBroken();
    const since = new Date(clock.now().getTime() - days * dayMs);
    const asked = days === 0 ? [] : await recentQuestions(parts.conversationsSince(since), since);
    const questions = impactQuestions(await parts.golden(), asked);
    const sides = { before: brain.current(), after };
    const asker = { customer: usualCustomer, now: clock.now() };
    // Customers are served between any two questions.
    const impact = await compareSides(sides, { asker, questions }, () => setImmediate());
    response.json(presentImpact(impact, { before: sides.before.knowledge, after: after.knowledge }));
  });

  return router;
};

const filesBroken = (): AppError =>
  new AppError({
    code: 'files-have-errors',
    status: 422,
    message: 'the files do not load with these drafts; mend what the review of each says',
  });

const nothingLoads: TryResponse = { outcome: null, blocks: [], words: [], topics: [], articles: [] };

/** What would serve with drafts, and with a text that is still being written on top. */
const trialBrain = async (
  { workbench, trialBrains }: EditorTrialsParts,
  wanted: { drafts: boolean; page: { path: string; text: string } | null },
): Promise<Brain | null> => {
  const drafts = wanted.drafts ? await workbench.drafts() : [];
  const texts = wanted.page ? [...drafts, wanted.page] : drafts;
  return trialBrains.brainOf(await workbench.filesWith(texts));
};

const tried = (
  brain: Brain,
  { asker, question }: { asker: { customer: Customer; now: Date }; question: string },
): TryResponse => {
  const outcome = outcomeOf(brain, asker, question);
  return {
    outcome: presentOutcome(brain.knowledge, outcome),
    blocks: outcome.blocks,
    ...presentUnderstanding(brain.knowledge, brain.understand(question, null)),
  };
};
