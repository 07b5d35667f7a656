import type { EventView } from '../../bot/web/wire.ts';
import { toItems } from '../../bot/widget/frame/items.ts';
import type { Item, SurveyItem } from '../../bot/widget/frame/items.ts';
import { transcriptText } from '../../bot/widget/frame/later/transcript-text.ts';
import { hangUpAll, say, setUp, visitor } from './client-set-up.ts';
import { agentSaid, customerSaid, deskIs, settle, surveyAsked, surveyGiven } from './fakes.ts';

afterEach(hangUpAll);

const draw = (events: EventView[]): Item[] =>
  toItems({
    events,
    outbox: [],
    maskedHere: new Map(),
    opinions: new Map(),
    heard: new Set(),
    unkept: false,
    standIns: new Map(),
    reachable: true,
  });

const surveysIn = (items: readonly Item[]): SurveyItem[] => items.filter((item) => item.type === 'survey');
const requested = (seq: number): EventView => deskIs(seq, 'waiting', null, 'request');
const closing = [agentSaid(1, '以上です'), deskIs(2, 'closed'), surveyAsked(3)];
const removal = (seq: number, on: number): EventView => ({
  type: 'redacted',
  seq,
  at: '2026-11-24T02:05:00Z',
  on,
  rule: 'inappropriate',
});

describe('the survey in the log (N7)', () => {
  it('stands after the closing line, and is open', () => {
    const items = draw(closing);
    expect(items.map(({ type }) => type)).toEqual(['day', 'agent', 'status', 'survey']);
    expect(surveysIn(items)).toMatchObject([{ given: null }]);
  });

  it('stays as it was drawn when the customer writes on, so that a half-written comment stays', () => {
    const goingOn = [...closing, deskIs(4, 'bot'), customerSaid(5, 'ありがとうございました')];
    expect(surveysIn(draw(goingOn))).toEqual(surveysIn(draw(closing)));
  });

  it('gives way to what was answered, in its place and under its key', () => {
    const answered = draw([...closing, surveyGiven(4, 3, { score: 5, comment: '丁寧でした' })]);
    expect(surveysIn(answered)).toMatchObject([
      { key: surveysIn(draw(closing))[0]?.key, given: { score: 5, comment: '丁寧でした' } },
    ]);
    expect(JSON.stringify(surveysIn(answered)[0]?.blocks)).toContain('ありがとうございました');
  });

  it('goes away unanswered once a person was asked for again; what was answered stays', () => {
    expect(surveysIn(draw([...closing, requested(4)]))).toEqual([]);
    const answered = [...closing, surveyGiven(4, 3, { score: 5, comment: null }), requested(5)];
    expect(surveysIn(draw(answered))).toMatchObject([{ given: { score: 5 } }]);
  });

  it('is open anew after the next closing', () => {
    const first = [...closing, surveyGiven(4, 3, { score: 5, comment: null }), requested(5)];
    const second = [...first, deskIs(6, 'closed'), surveyAsked(7)];
    expect(surveysIn(draw(second))).toMatchObject([{ given: { score: 5 } }, { given: null }]);
  });

  it('shows that staff removed the comment, never the comment, in the copied transcript as well', () => {
    const given = surveyGiven(4, 3, { score: 1, comment: '秘密です' });
    const items = draw([...closing, given, removal(5, 4)]);
    expect(surveysIn(items)).toMatchObject([{ given: { comment: null, redacted: 'inappropriate' } }]);
    expect(transcriptText(items)).not.toContain('秘密です');
    expect(transcriptText(items)).toContain('とても不満');
  });

  it('is in the copied transcript with grade and comment', () => {
    const given = surveyGiven(4, 3, { score: 4, comment: '丁寧でした' });
    expect(transcriptText(draw([...closing, given]))).toContain(
      'ありがとうございました\nご回答：満足\n丁寧でした',
    );
  });
});

const atClosing = async () => {
  const browser = setUp();
  browser.client.start(visitor());
  await settle();
  for (const event of closing) browser.server.say('c1', event);
  await settle();
  return browser;
};

describe('an answer to the survey', () => {
  it('is sent once and shown from the conversation, after a reload as well', async () => {
    const { client, server, shown, storage } = await atClosing();
    await client.answerSurvey({ score: 4, comment: '丁寧でした' });
    expect(surveysIn(shown())).toMatchObject([{ given: { score: 4, comment: '丁寧でした' } }]);
    expect(server.calls.filter((call) => call.startsWith('survey'))).toEqual(['survey 4']);
    const next = setUp(server, storage);
    next.client.start(visitor());
    await settle();
    expect(surveysIn(next.shown())).toMatchObject([{ given: { score: 4 }, heard: true }]);
  });

  it('that cannot be kept leaves the question open, and writing goes on', async () => {
    const { client, server, shown, said } = await atClosing();
    server.full = true;
    await expect(client.answerSurvey({ score: 4 })).rejects.toMatchObject({ unkept: true });
    expect(surveysIn(shown())).toMatchObject([{ given: null }]);
    server.full = false;
    client.send(say('続きです'));
    await settle();
    expect(said()).toContain('「続きです」への回答');
    await client.answerSurvey({ score: 4 });
    expect(surveysIn(shown())).toMatchObject([{ given: { score: 4 } }]);
  });

  it('given in another tab shows here, too', async () => {
    const { server, shown } = await atClosing();
    server.say('c1', surveyGiven(4, 3, { score: 2, comment: null }));
    await settle();
    expect(surveysIn(shown())).toMatchObject([{ given: { score: 2 } }]);
  });

  it('keeps nothing in the browser of a comment that staff removed', async () => {
    const { client, server, storage } = await atClosing();
    await client.answerSurvey({ score: 4, comment: '内緒です' });
    expect(storage.getItem('madoguchi:transcript')).toContain('内緒です');
    server.say('c1', removal(5, 4));
    await settle();
    expect(storage.getItem('madoguchi:transcript')).not.toContain('内緒です');
  });
});
