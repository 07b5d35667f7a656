import { Botkit, type BotkitMessage, type BotWorker } from 'botkit';
import { ActivityTypes, TurnContext, type Storage } from 'botbuilder-core';
import { DialogTurnStatus, type DialogContext } from 'botbuilder-dialogs';
import type { TurnAdapter } from './adapter.ts';

type Handler = (bot: BotWorker, message: BotkitMessage) => Promise<void>;

/** Where a handler's error waits until the turn can be rejected with it. */
const failureKey = Symbol('failure');

/** One of Botkit's middlewares as a promise; its own `run` never settles when a function throws late. */
const passThrough = (
  middleware: { run(bot: BotWorker, message: BotkitMessage, done: (error?: unknown) => void): void },
  bot: BotWorker,
  message: BotkitMessage,
): Promise<void> =>
  new Promise((resolve, reject) => {
    middleware.run(bot, message, (error) => (error ? reject(error) : resolve()));
  });

/**
 * Botkit whose turns always settle. The original's `handleTurn` runs inside `new Promise(async …)`:
 * a throw in a handler, a dialogue or a middleware becomes an unhandled rejection, which ends the
 * process, and the turn hangs. This one awaits every stage and rejects.
 *
 * Left out on purpose: `hears` and `interrupts` (private in Botkit, and a list of patterns would be a
 * second way to understand text). The `interpret` middleware names the event instead, and events are
 * handled with `handle`.
 */
export class SafeBotkit extends Botkit {
  constructor(adapter: TurnAdapter, storage: Storage) {
    super({ adapter, storage, disable_webserver: true, disable_console: true });
  }

  /** Like `on`, but an error reaches the turn's caller whole: the original prints it and throws another. */
  handle(event: string, handler: Handler): void {
    this.on(event, async (bot, message) => {
      try {
        await handler(bot, message);
      } catch (error) {
        contextOf(bot).turnState.set(failureKey, error);
      }
    });
  }

  override async handleTurn(context: TurnContext): Promise<void> {
    const message = toMessage(context);
    const dialogues = await this.dialogSet.createContext(context);
    const bot = await this.spawn(dialogues);
    await passThrough(this.middleware.ingest, bot, message);
    await passThrough(this.middleware.receive, bot, message);
    if (!(await this.#continueDialogue(dialogues, message))) {
      await passThrough(this.middleware.interpret, bot, message);
      await this.trigger(message.type, bot, message);
    }
    await this.saveState(bot);
    const failure: unknown = context.turnState.get(failureKey);
    if (failure) throw failure;
  }

  /** True when a dialogue took the message. */
  async #continueDialogue(dialogues: DialogContext, message: BotkitMessage): Promise<boolean> {
    // A dialogue that a new version no longer has would hold its customer for ever. The stack is emptied
    // by hand: `cancelAllDialogs` resumes each parent in turn and throws on the one that is gone.
    if (dialogues.stack.some(({ id }) => !dialogues.findDialog(id))) dialogues.stack.splice(0);
    // A button says nothing that could be an answer, and Botkit would take it for one: the question is asked again.
    if (dialogues.activeDialog && message.incoming_message.type !== ActivityTypes.Message) {
      await dialogues.repromptDialog();
      return true;
    }
    const result = await dialogues.continueDialog();
    return result.status !== DialogTurnStatus.empty;
  }
}

/** The turn's context of a bot worker. */
export const contextOf = (bot: BotWorker): TurnContext => {
  const context: unknown = bot.getConfig('context');
  if (!(context instanceof TurnContext)) throw new Error('this bot worker belongs to no turn');
  return context;
};

// `channelData` is not spread over the message as Botkit does: it could set the message's type.
const toMessage = (context: TurnContext): BotkitMessage => {
  const { activity } = context;
  const message: BotkitMessage = {
    type: activity.type,
    text: activity.text,
    user: activity.from.id,
    channel: activity.conversation.id,
    value: activity.value,
    reference: {
      bot: activity.recipient,
      channelId: activity.channelId,
      conversation: activity.conversation,
      serviceUrl: '',
    },
    context,
    incoming_message: activity,
  };
  context.turnState.set('botkitMessage', message);
  return message;
};
