import { labels } from '../labels.ts';
import { mayHaveArrived, Problem } from '../../browser/problem.ts';
import { problemText } from '../problem-text.ts';
import type { DraftKey, DraftKind } from '../state/drafts.ts';
import type { Context } from './context.ts';
import { reportRefusal } from './refusal.ts';
import { typingTeller } from './typing.ts';

export interface WritingControl {
  /** What is in the field, as it is typed. */
  typed(kind: DraftKind, text: string): void;
  /** Sends the draft of the open conversation. It is forgotten only when the server has it. */
  send(kind: Exclude<DraftKind, 'transfer'>): Promise<void>;
  /** What was left in the field of the open conversation. */
  draft(kind: DraftKind): string;
  discard(kind: DraftKind): void;
  /** The agent has read what was refused and why. */
  dismissRefusal(): void;
}

export const createWritingControl = (context: Context, refresh: () => void): WritingControl => {
  const { store, api, drafts, messages } = context;
  const tellTyping = typingTeller(store, api, Date.now);

  const keyOf = (kind: DraftKind): DraftKey | null => {
    const { agent, open } = store.state();
    return agent === null || open === null ? null : { agentId: agent.id, conversationId: open.id, kind };
  };
  const draftsChanged = (agentId: string): void =>
    store.dispatch({ type: 'drafts', draftIds: drafts.conversationsOf(agentId) });

  const reply = async (key: DraftKey, text: string): Promise<void> => {
    const id = key.conversationId;
    const seenSeq = store.state().marks.get(id) ?? 0;
    const { message } = await api.reply(id, {
      clientMessageId: drafts.messageIdFor(key, text),
      text,
      seenSeq,
    });
    store.dispatch({ type: 'events', conversationId: id, events: [message] });
    messages.info(message.masked.length > 0 ? labels.conversation.sentMasked : labels.conversation.sent);
  };
  const note = async ({ conversationId }: DraftKey, text: string): Promise<void> => {
    await api.note(conversationId, text);
    messages.info(labels.conversation.noted);
  };

  const refused = ({ conversationId, kind }: DraftKey, error: unknown): void => {
    if (kind === 'reply' && error instanceof Problem && mayHaveArrived(error)) {
      const refusal = { code: 'not-sent', reason: problemText(error) } as const;
      store.dispatch({ type: 'refused', conversationId, refusal });
      return;
    }
    reportRefusal(context, { conversationId, doing: 'reply' }, error);
  };

  const send = async (key: DraftKey): Promise<void> => {
    const { conversationId } = key;
    const text = drafts.text(key).trim();
    if (text === '' || store.state().sending.has(conversationId)) return;
    store.dispatch({ type: 'settled', conversationId });
    store.dispatch({ type: 'sending', conversationId, on: true });
    try {
      await (key.kind === 'reply' ? reply : note)(key, text);
      // Another tab may have gone on writing here.
      if (drafts.text(key).trim() === text) drafts.clear(key);
    } catch (error) {
      refused(key, error);
    } finally {
      store.dispatch({ type: 'sending', conversationId, on: false });
      draftsChanged(key.agentId);
      refresh();
    }
  };

  return {
    typed: (kind, text) => {
      const key = keyOf(kind);
      if (key === null) return;
      const had = store.state().draftIds.has(key.conversationId);
      drafts.save(key, text);
      if (kind === 'reply' && text !== '') tellTyping();
      if (had !== drafts.conversationsOf(key.agentId).has(key.conversationId)) draftsChanged(key.agentId);
    },
    send: async (kind) => {
      const key = keyOf(kind);
      if (key !== null) await send(key);
    },
    draft: (kind) => {
      const key = keyOf(kind);
      return key === null ? '' : drafts.text(key);
    },
    discard: (kind) => {
      const key = keyOf(kind);
      if (key === null) return;
      drafts.clear(key);
      draftsChanged(key.agentId);
    },
    dismissRefusal: () => {
      const { open } = store.state();
      if (open !== null) store.dispatch({ type: 'settled', conversationId: open.id });
    },
  };
};
