import { hasHole, holdsMessage, mergeConversation, mergeEvents } from '../../bot/console/state/transcript.ts';
import type { AgentEventView } from '../../bot/console/wire-types.ts';
import { transcriptRows } from '../../bot/console/state/transcript-rows.ts';
import { agentMessage, botMessage, conversation, customerMessage } from './desk-items.ts';

const at = '2026-11-24T01:05:00.000Z';
const seqs = (events: readonly { seq: number }[]): number[] => events.map(({ seq }) => seq);

test('events stand in order and once, whatever came twice or late', () => {
  const merged = mergeEvents(
    [customerMessage(1), customerMessage(3)],
    [customerMessage(3), customerMessage(2)],
  );
  expect(seqs(merged)).toEqual([1, 2, 3]);
});

test('what staff removed is empty at once, also when it was read before', () => {
  const merged = mergeEvents(
    [customerMessage(1, { masked: ['email'] })],
    [{ seq: 2, at, type: 'redacted', on: 1, rule: 'personal-data' }],
  );
  expect(merged[0]).toMatchObject({ text: '', redacted: 'personal-data', masked: [] });
});

test('of a survey whose comment staff removed, the grade stays', () => {
  const survey: AgentEventView = {
    type: 'survey',
    seq: 2,
    at,
    on: 1,
    score: 1,
    comment: '秘密です',
    masked: [],
    redacted: null,
    wording: { id: 'survey-thanks', version: 1 },
    blocks: [],
  };
  const removed = { seq: 3, at, type: 'redacted', on: 2, rule: 'inappropriate' } as const;
  const merged = mergeEvents([customerMessage(1), survey], [removed]);
  expect(merged[1]).toMatchObject({ score: 1, comment: '', redacted: 'inappropriate' });
});

const picture: AgentEventView = {
  type: 'attachment',
  seq: 2,
  at,
  clientMessageId: 'picture-of-a-customer',
  kind: 'picture',
  picture: { id: 'picture-1', mediaType: 'image/png', width: 4, height: 3, bytes: 120 },
  columns: null,
  masked: [],
  redacted: null,
};

test('of a picture that staff removed, only that it was there stays', () => {
  const removed = { seq: 3, at, type: 'redacted', on: 2, rule: 'inappropriate' } as const;
  const merged = mergeEvents([customerMessage(1), picture], [removed]);
  expect(merged[1]).toMatchObject({ kind: 'picture', picture: null, redacted: 'inappropriate' });
  expect(JSON.stringify(merged)).not.toContain('picture-1');
});

test("the customer's feedback shows at the answer it speaks of, the last one counting", () => {
  const merged = mergeEvents(
    [botMessage(1)],
    [
      { seq: 2, at, type: 'feedback', on: 1, helpful: true },
      { seq: 3, at, type: 'feedback', on: 1, helpful: false },
    ],
  );
  expect(merged[0]).toMatchObject({ helpful: false });
});

test('a missed event is noticed', () => {
  expect(hasHole([customerMessage(1), customerMessage(2)])).toBe(false);
  expect(hasHole([customerMessage(1), customerMessage(3)])).toBe(true);
  expect(hasHole([customerMessage(2)])).toBe(true);
});

test('reading only what is new keeps what was read before, and takes the newest state', () => {
  const known = conversation('a', [customerMessage(1)]);
  const read = conversation('a', [customerMessage(2)], { state: 'claimed' });
  const merged = mergeConversation(known, read);
  expect(seqs(merged.events)).toEqual([1, 2]);
  expect(merged.state).toBe('claimed');
});

test('events of another conversation are never mixed in', () => {
  const merged = mergeConversation(
    conversation('a', [customerMessage(1)]),
    conversation('b', [customerMessage(2)]),
  );
  expect(seqs(merged.events)).toEqual([2]);
});

test('a message that arrived without an acknowledgement is found by its id', () => {
  const events = [customerMessage(1), botMessage(2), agentMessage(3, 'message-1')];
  expect(holdsMessage(events, 'message-1')).toBe(true);
  expect(holdsMessage(events, 'message-2')).toBe(false);
});

const kinds = (rows: ReturnType<typeof transcriptRows>): string[] =>
  rows.map((row) => (row.type === 'event' ? String(row.event.seq) : row.type));

describe('the lines of the transcript', () => {
  const all = { hasLine: () => true, freshAfter: null };

  test('each day of Japan begins with its date', () => {
    const rows = transcriptRows(
      [
        customerMessage(1, { at: '2026-11-23T14:59:00Z' }),
        customerMessage(2, { at: '2026-11-23T15:00:00Z' }),
        customerMessage(3, { at: '2026-11-24T14:00:00Z' }),
      ],
      all,
    );
    expect(kinds(rows)).toEqual(['day', '1', 'day', '2', '3']);
  });

  test('what the customer wrote after the agent had looked is marked off', () => {
    const events = [customerMessage(1), agentMessage(2, 'm'), customerMessage(3), customerMessage(4)];
    expect(kinds(transcriptRows(events, { ...all, freshAfter: 2 }))).toEqual([
      'day',
      '1',
      '2',
      'fresh',
      '3',
      '4',
    ]);
  });

  test('so is what the customer attached', () => {
    expect(kinds(transcriptRows([customerMessage(1), picture], { ...all, freshAfter: 1 }))).toEqual([
      'day',
      '1',
      'fresh',
      '2',
    ]);
  });

  test('nothing is marked off before the new message is there', () => {
    expect(kinds(transcriptRows([customerMessage(1)], { ...all, freshAfter: 1 }))).toEqual(['day', '1']);
  });

  test('every line has a key of its own', () => {
    const rows = transcriptRows([customerMessage(1), customerMessage(2), customerMessage(3)], {
      ...all,
      freshAfter: 1,
    });
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});
