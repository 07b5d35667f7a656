import { typingSigns, typingTeller } from '../../bot/console/control/typing.ts';
import { initialState } from '../../bot/console/state/state.ts';
import { createStore } from '../../bot/console/store.ts';
import type { SignedInView } from '../../bot/console/wire-types.ts';
import { conversation } from './desk-items.ts';

beforeEach(() => void import.meta.jest.useFakeTimers());
afterEach(() => void import.meta.jest.useRealTimers());

const setUp = (agentId = 'sato') => {
  const store = createStore(initialState({ list: 'mine', conversationId: 'a' }));
  const agent = { id: 'sato', name: '佐藤', role: 'agent', may: [] } satisfies SignedInView;
  store.dispatch({ type: 'logged-in', agent, marks: new Map(), draftIds: new Set() });
  store.dispatch({ type: 'conversation', view: conversation('a', [], { state: 'claimed', agentId }) });
  return store;
};

const tell = (agentId: string) => {
  const told: string[] = [];
  const clock = { ms: 0 };
  const api = {
    typing: async (id: string) => {
      told.push(id);
      throw new Error('nobody minds');
    },
  };
  return { told, clock, typed: typingTeller(setUp(agentId), api, () => clock.ms) };
};

describe('that the customer types', () => {
  test('is shown for as long as the server says, and longer when it is said again', () => {
    const store = setUp();
    const signs = typingSigns(store);
    signs.hear({ conversationId: 'a', forMs: 6_000 });
    import.meta.jest.advanceTimersByTime(5_000);
    signs.hear({ conversationId: 'a', forMs: 6_000 });
    import.meta.jest.advanceTimersByTime(5_000);
    expect([...store.state().typing]).toEqual(['a']);
    import.meta.jest.advanceTimersByTime(1_000);
    expect([...store.state().typing]).toEqual([]);
  });

  test('ends with the message that came of it', () => {
    const store = setUp();
    const signs = typingSigns(store);
    signs.hear({ conversationId: 'a', forMs: 6_000 });
    signs.end('a');
    expect([...store.state().typing]).toEqual([]);
  });
});

describe('that the agent types', () => {
  test('is told at the first letter and then once in three seconds', () => {
    const { told, clock, typed } = tell('sato');
    for (; clock.ms < 7_000; clock.ms += 500) typed();
    expect(told).toEqual(['a', 'a', 'a']);
  });

  test('is told to nobody while a colleague has the conversation', () => {
    const { told, typed } = tell('suzuki');
    typed();
    expect(told).toEqual([]);
  });
});
