import { append, type Conversation, type NewEvent } from '../../bot/domain/conversation.ts';
import { stepDesk, type DeskAction } from '../../bot/domain/ticket.ts';
import { webhookEventSchema, webhookTypeSchema } from '../../bot/domain/webhook.ts';
import { hasHappened, webhookEvents } from '../../bot/domain/webhook-events.ts';
import { newConversation, withMessage } from '../store/synthetic.ts';

const at = new Date('2026-11-24T02:00:00.000Z');
const sato = { id: 'sato', name: '佐藤' };
const wording = { id: 'some-wording', version: 1 };

const step = (conversation: Conversation, action: DeskAction, agent?: typeof sato): Conversation => {
  const desk = stepDesk(conversation.desk, { action, at, ...(agent ? { agent } : {}) });
  if (!desk) throw new Error(`${action} is not possible`);
  const { agentId, agentName, state: to } = desk;
  const status: NewEvent = {
    type: 'status',
    from: conversation.desk.state,
    to,
    cause: action,
    agentId,
    agentName,
    wording,
    blocks: [],
  };
  return append({ ...conversation, desk }, at, [status]);
};

const waiting = step(newConversation('a'), 'request');
const claimed = step(waiting, 'claim', sato);
const answered = append(claimed, at, [
  {
    type: 'agent-message',
    clientMessageId: 'answer',
    agentId: 'sato',
    agentName: '佐藤',
    text: 'お答えします',
    masked: [],
  },
]);
const closed = step(answered, 'close');
const rated = append(closed, at, [
  { type: 'survey-asked', wording, blocks: [] },
  { type: 'survey', on: 5, score: 4, comment: 'よかったです', masked: [], wording, blocks: [] },
]);

const place = (seq: number, state: string, agent: typeof sato | null) => ({
  conversationId: newConversation('a').id,
  seq,
  state,
  agent,
});

describe('what others are told of a change', () => {
  it('is each thing that concerns them, with who has the conversation and where it stands', () => {
    const timestamp = at.toISOString();
    expect(webhookEvents(newConversation('a'), rated)).toEqual([
      {
        type: 'conversation.waiting',
        timestamp,
        data: { ...place(1, 'waiting', null), cause: 'request' },
      },
      { type: 'conversation.claimed', timestamp, data: { ...place(2, 'claimed', sato), cause: 'claim' } },
      { type: 'message', timestamp, data: { ...place(3, 'closed', sato), from: 'agent' } },
      { type: 'conversation.closed', timestamp, data: { ...place(4, 'closed', sato), cause: 'close' } },
      { type: 'survey', timestamp, data: { ...place(6, 'closed', sato), score: 4 } },
    ]);
  });

  it('is only what the change added', () => {
    expect(webhookEvents(closed, rated).map(({ type }) => type)).toEqual(['survey']);
    expect(webhookEvents(rated, rated)).toEqual([]);
  });

  it.each<[string, Conversation, string, string]>([
    ['a release', step(claimed, 'release'), 'conversation.waiting', 'release'],
    [
      'a transfer',
      step(claimed, 'transfer', { id: 'suzuki', name: '鈴木' }),
      'conversation.claimed',
      'transfer',
    ],
    [
      'a closing by time',
      step({ ...claimed, desk: { ...claimed.desk, state: 'answered' } }, 'expire'),
      'conversation.closed',
      'expire',
    ],
  ])('of %s says its cause', (_, next, type, cause) => {
    expect(webhookEvents(claimed, next)).toMatchObject([{ type, data: { cause } }]);
  });

  it.each<[string, Conversation, Conversation]>([
    ['that the customer left the queue', waiting, step(waiting, 'leave')],
    ['that a conversation was opened again', closed, step(closed, 'reopen')],
    [
      'an answer of the bot’s survey question',
      closed,
      append(closed, at, [{ type: 'survey-asked', wording, blocks: [] }]),
    ],
    ['feedback', closed, append(closed, at, [{ type: 'feedback', on: 1, helpful: true }])],
    [
      'that something was removed',
      answered,
      append(answered, at, [{ type: 'redacted', on: 3, rule: 'personal-data', agentId: 'sato' }]),
    ],
  ])('is not %s', (_, before, next) => {
    expect(webhookEvents(before, next)).toEqual([]);
  });

  it('holds neither what was written nor anything that opens the conversation', () => {
    const conversation = withMessage(rated, '秘密の発言');
    const told = JSON.stringify(webhookEvents(newConversation('a'), conversation));
    for (const secret of ['秘密', 'お答え', 'よかった', conversation.tokenHash])
      expect(told).not.toContain(secret);
  });

  it('is of every type that an endpoint can ask for, and can be read back', () => {
    const all = webhookEvents(newConversation('a'), withMessage(rated, 'm0'));
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(webhookTypeSchema.options));
    for (const event of all) expect(webhookEventSchema.parse(event)).toEqual(event);
  });
});

describe('whether an event did happen', () => {
  const [event] = webhookEvents(answered, closed);
  if (!event) throw new Error('the closing is told of');

  it('shows in the conversation, whatever came after it', () => {
    expect(hasHappened(event, closed)).toBe(true);
    expect(hasHappened(event, rated)).toBe(true);
  });

  it.each<[string, Conversation]>([
    ['there is no such number yet', answered],
    ['something else has its number', withMessage(answered, 'm0')],
    [
      'the same happened at another time',
      {
        ...closed,
        events: closed.events.map((each) =>
          each.seq === 4 ? { ...each, at: '2026-11-24T02:00:00.001Z' } : each,
        ),
      },
    ],
    ['it is another conversation', { ...closed, id: newConversation('b').id }],
  ])('does not when %s', (_, conversation) => {
    expect(hasHappened(event, conversation)).toBe(false);
  });
});
