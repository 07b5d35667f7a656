import { labels } from '../labels.ts';
import { Problem } from '../../browser/problem.ts';
import { problemText } from '../problem-text.ts';
import type { AgentView, RedactionRule } from '../wire-types.ts';
import type { Context } from './context.ts';
import { reportRefusal } from './refusal.ts';

/** What an agent does with the open conversation, besides writing. Each reports its outcome itself. */
export interface HandlingControl {
  claim(): Promise<void>;
  release(): Promise<void>;
  close(): Promise<void>;
  /** True when it was handed over. */
  transfer(to: AgentView, note: string): Promise<boolean>;
  redact(seq: number, rule: RedactionRule): Promise<boolean>;
  /** Those one can transfer to; rejects with a Japanese sentence as the error's message. */
  colleagues(): Promise<AgentView[]>;
}

export const createHandlingControl = (context: Context, refresh: () => void): HandlingControl => {
  const { store, api, messages } = context;

  const act = async (call: (id: string) => Promise<void>, done: string): Promise<boolean> => {
    const id = store.state().open?.id;
    if (id === undefined) return false;
    store.dispatch({ type: 'settled', conversationId: id });
    try {
      await call(id);
      messages.info(done);
      return true;
    } catch (error) {
      reportRefusal(context, { conversationId: id, doing: 'close' }, error);
      return false;
    } finally {
      refresh();
    }
  };

  return {
    claim: async () => void (await act(api.claim, labels.conversation.claimed)),
    release: async () => void (await act(api.release, labels.conversation.released)),
    close: async () =>
      void (await act((id) => api.close(id, store.state().marks.get(id) ?? 0), labels.conversation.closed)),
    transfer: (to, note) =>
      act((id) => api.transfer(id, to.id, note), labels.conversation.transferred(to.name)),
    redact: (seq, rule) => act((id) => api.redact(id, seq, rule), labels.conversation.redacted),
    colleagues: async () => {
      try {
        const { agents } = await api.agents();
        // Editors look after knowledge; a customer handed to one would wait for nobody.
        return agents.filter(({ id, role }) => id !== store.state().open?.view?.agentId && role !== 'editor');
      } catch (error) {
        throw new Error(error instanceof Problem ? problemText(error) : labels.problem.server, {
          cause: error,
        });
      }
    },
  };
};
