import type { BotkitMessage, BotWorker } from 'botkit';
import { articleText } from '../knowledge/wording-text.ts';
import { TurnAdapter, turnOf } from './botkit/adapter.ts';
import { DialogueStorage } from './botkit/dialogue-storage.ts';
import { SafeBotkit, contextOf } from './botkit/safe-botkit.ts';
import { addIntake, intakeButtons, intakeDialogue, readIntake } from './dialogues/intake.ts';
import { isCancelling } from './dialogues/cancel.ts';
import { respond } from './features/respond.ts';
import { enterQueue } from './features/queue.ts';
import { handoffDecision, judge } from './judge.ts';
import { reply } from '../domain/reply.ts';
import type { Turn } from './turn.ts';

type Next = (error?: unknown) => void;

/** A middleware that works asynchronously hands its error on too; Botkit would lose it. */
const settle = (work: Promise<void>, next: Next): void => {
  // oxlint-disable-next-line promise/no-callback-in-promise -- `next` is Botkit's only way to go on
  work.then(() => next(), next);
};

const dialogueCancelled = 'dialogue-cancelled';

const turnOfBot = (bot: BotWorker): Turn => turnOf(contextOf(bot));

/** Botkit with the product's events and dialogues: one turn in, the grown conversation out. */
export class Bot {
  readonly #adapter = new TurnAdapter();
  readonly #storage = new DialogueStorage();
  readonly #controller = new SafeBotkit(this.#adapter, this.#storage);

  constructor() {
    this.#routeByKind();
    addIntake(this.#controller, async (bot, values) => {
      const turn = turnOfBot(bot);
      enterQueue(turn, readIntake(values, turn.conversation.pageUrl));
    });
  }

  /** Runs the turn to its end; rejects with what went wrong in it, and the turn then counts for nothing. */
  async run(turn: Turn): Promise<void> {
    const dialogueState = await this.#storage.lend(turn.conversation.dialogueState, async () => {
      const lines = await this.#adapter.run(turn, (context) => this.#controller.handleTurn(context));
      for (const id of lines) turn.sayLine(id, intakeButtons[id] ?? []);
    });
    turn.amend({ dialogueState });
  }

  #routeByKind(): void {
    const controller = this.#controller;
    // The dialogue must not swallow the wish to leave it, so this stands before it is continued.
    controller.middleware.receive.use((bot: BotWorker, message: BotkitMessage, next: Next) => {
      settle(leaveDialogue(bot, message), next);
    });
    controller.middleware.interpret.use((bot: BotWorker, message: BotkitMessage, next: Next) => {
      if (message.type !== dialogueCancelled) message.type = turnOfBot(bot).input.kind;
      next();
    });
    controller.handle('question', onQuestion);
    controller.handle('choice', onChoice);
    controller.handle('handoff-request', onHandoffRequest);
    controller.handle(dialogueCancelled, async (bot) => turnOfBot(bot).sayLine('intake-cancelled', []));
  }
}

const leaveDialogue = async (bot: BotWorker, message: BotkitMessage): Promise<void> => {
  const { input } = turnOfBot(bot);
  const leaves = input.kind === 'choice' || (input.kind === 'question' && isCancelling(input.text));
  if (!leaves || !bot.hasActiveDialog()) return;
  await bot.cancelAllDialogs();
  if (input.kind === 'question') message.type = dialogueCancelled;
};

const onQuestion = async (bot: BotWorker): Promise<void> => {
  const turn = turnOfBot(bot);
  if (turn.input.kind !== 'question' && turn.input.kind !== 'choice') return;
  const { decision, scene } = judge(turn.setting, turn.conversation.customer, {
    text: turn.input.text,
    previousArticleId: turn.previousArticleId(),
  });
  turn.say(respond(decision, scene));
  if (decision.kind === 'handoff' && decision.outcome.outcome === 'queued') await beginIntake(bot, turn);
};

/** A picked article needs no understanding: the customer has said which one it is. */
const onChoice = async (bot: BotWorker): Promise<void> => {
  const turn = turnOfBot(bot);
  if (turn.input.kind !== 'choice') return;
  const text = articleText(turn.setting.brain.knowledge, turn.input.articleId);
  // Unpublished between the offer and the pick: its title is still a question.
  if (!text) return onQuestion(bot);
  const reason = { rule: 'choice', confidence: null, candidates: [] };
  turn.say([reply('answer', text, { articleId: turn.input.articleId, reason })]);
};

const onHandoffRequest = async (bot: BotWorker): Promise<void> => {
  const turn = turnOfBot(bot);
  const { decision, scene } = handoffDecision(turn.setting, turn.conversation);
  turn.say(respond(decision, scene));
  if (decision.kind === 'handoff' && decision.outcome.outcome === 'queued') await beginIntake(bot, turn);
};

/** A conversation that goes on after it was closed is not asked everything again (mission: never type the same twice). */
const beginIntake = async (bot: BotWorker, turn: Turn): Promise<void> => {
  const { intake } = turn.conversation;
  if (intake) enterQueue(turn, intake);
  else await bot.beginDialog(intakeDialogue);
};
