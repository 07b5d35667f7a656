import { append, type Conversation } from '../../bot/domain/conversation.ts';
import type { ConversationRemains } from '../../bot/retention/remains.ts';
import type { Json } from '../../bot/store/port.ts';
import { conversationOf, moved, withMessage } from '../store/synthetic.ts';

export const words = '忘れてほしい発言';

/** A closed conversation with one of everything that is held on a person. */
export const fullConversation = (name: string, subject: string): Conversation => {
  const asked = withMessage(conversationOf(name, subject), words);
  const at = new Date('2026-11-24T02:00:00.000Z');
  const wording = { wording: { id: 'survey-ask', version: 1 }, blocks: [] };
  const closed = append(moved(asked, 'closed', at), at, [
    {
      type: 'agent-message',
      clientMessageId: 'of-the-agent',
      agentId: 'login-of-sato',
      agentName: '佐藤',
      text: 'お待たせしました',
      masked: [],
    },
    { type: 'feedback', on: 1, helpful: true },
    { type: 'survey-asked', ...wording },
    { type: 'survey', on: 5, score: 4, comment: 'よかった', masked: [], ...wording },
    { type: 'redacted', on: 3, rule: 'inappropriate', agentId: 'login-of-sato' },
  ]);
  const note = { agentId: 'login-of-sato', agentName: '佐藤', text: '折り返しの約束', at: at.toISOString() };
  const intake = { subject: '招待', employeeNumber: 'A-17', pageUrl: null, whatWasDone: null };
  return { ...closed, notes: [note], intake };
};

/** Attachments as another part of the program would keep them, in memory. */
export class HeldAttachments implements ConversationRemains {
  readonly kind = 'attachments';
  readonly held = new Map<string, Json[]>();
  /** Called before each removal; what it throws is its failure. */
  before: (conversationId: string) => void = () => {};

  add(conversationId: string, ...values: Json[]): void {
    this.held.set(conversationId, [...(this.held.get(conversationId) ?? []), ...values]);
  }

  async count({ id }: Conversation): Promise<number> {
    return this.held.get(id)?.length ?? 0;
  }

  async remove(conversationId: string): Promise<number> {
    this.before(conversationId);
    const count = this.held.get(conversationId)?.length ?? 0;
    this.held.delete(conversationId);
    return count;
  }

  async read({ id }: Conversation): Promise<Json[]> {
    return this.held.get(id) ?? [];
  }
}
