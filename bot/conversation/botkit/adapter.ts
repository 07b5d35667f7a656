import { BotAdapter, TurnContext, type Activity, type ResourceResponse } from 'botbuilder-core';
import type { Turn } from '../turn.ts';

/** Where the product's own turn travels through Botkit. */
const turnKey = Symbol('turn');

type TurnLogic = (context: TurnContext) => Promise<void>;

export const turnOf = (context: TurnContext): Turn => {
  const turn: Turn | undefined = context.turnState.get(turnKey);
  if (!turn) throw new Error('Botkit runs outside a turn');
  return turn;
};

/** What a dialogue sent: ids of wordings, in order. */
const linesKey = Symbol('lines');

/**
 * Runs one turn through Botkit. What Botkit's dialogues send are ids of approved wordings, never
 * texts, so that nothing of a customer can pass through its templates.
 */
export class TurnAdapter extends BotAdapter {
  async run(turn: Turn, logic: TurnLogic): Promise<string[]> {
    const context = new TurnContext(this, activityOf(turn));
    context.turnState.set(turnKey, turn);
    context.turnState.set(linesKey, []);
    await this.runMiddleware(context, logic);
    return linesOf(context);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    linesOf(context).push(...activities.flatMap((activity) => (activity.text ? [activity.text] : [])));
    return activities.map(() => ({ id: '' }));
  }

  // Botkit asks for these of any adapter; this channel neither edits nor starts turns by itself.
  override async updateActivity(): Promise<void> {}
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(): Promise<void> {}
}

const linesOf = (context: TurnContext): string[] => {
  const lines: string[] | undefined = context.turnState.get(linesKey);
  if (!lines) throw new Error('Botkit runs outside a turn');
  return lines;
};

const activityOf = (turn: Turn): Partial<Activity> => ({
  type: 'text' in turn.input ? 'message' : 'event',
  id: '0',
  channelId: 'widget',
  conversation: { id: turn.conversation.id, isGroup: false, conversationType: 'chat', name: '' },
  from: { id: turn.conversation.id, name: '' },
  recipient: { id: 'bot', name: '' },
  text: 'text' in turn.input ? turn.input.text : '',
});
