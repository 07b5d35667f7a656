import { hangUpAll, say, setUp, visitor } from './client-set-up.ts';
import { agentSaid, botSaid, deskIs, FakeServer, outage, settle } from './fakes.ts';

afterEach(hangUpAll);

const fullServer = (over: Partial<FakeServer> = {}): FakeServer =>
  Object.assign(new FakeServer(), { full: true, ...over });

/** An open conversation whose server can keep no more. */
const amidst = async () => {
  const browser = setUp();
  browser.client.start(visitor());
  await settle();
  browser.server.full = true;
  return browser;
};

const asked = (server: FakeServer): string[] => server.calls.filter((call) => call.startsWith('faq'));

describe('while no conversation can be kept (H7)', () => {
  it('a question is answered all the same, and marked as kept nowhere', async () => {
    const { client, shown, said } = await amidst();
    client.send(say('給与明細'));
    await settle();
    shown();
    await settle();
    expect(said()).toEqual(['給与明細', '「給与明細」への回答']);
    expect(shown()).toMatchObject([
      { type: 'customer', delivery: 'unkept' },
      { type: 'bot', standIn: true, feedback: null },
    ]);
  });

  it('so is one asked before a conversation could be opened', async () => {
    const { client, shown, said } = setUp(fullServer());
    client.start(visitor());
    client.send(say('給与明細'));
    await settle();
    shown();
    await settle();
    expect(said()).toEqual(['給与明細', '「給与明細」への回答']);
    expect(client.snapshot).toMatchObject({ unkept: true, notices: [outage], disconnected: false });
  });

  it('a second question does not wait for the first one to get through', async () => {
    const { client, shown, said } = await amidst();
    client.send(say('a'));
    await settle();
    client.send(say('b'));
    shown();
    await settle();
    expect(said()).toEqual(['a', '「a」への回答', 'b', '「b」への回答']);
  });

  it('each question is asked once, however often it is tried and drawn', async () => {
    const { client, clock, server, shown } = await amidst();
    client.send(say('a'));
    for (let turn = 0; turn < 5; turn += 1) {
      await settle();
      shown();
      await clock.wakeAll();
    }
    expect(asked(server)).toEqual(['faq a']);
  });

  it('says that something is wrong even before the server has noticed', async () => {
    const { client } = setUp(fullServer({ outageIsKnown: false }));
    client.start(visitor());
    await settle();
    expect(client.snapshot).toMatchObject({ unkept: true, disconnected: true, notices: [] });
  });

  it('asks nothing in place of a person, whose customer waits for a person’s answer', async () => {
    const { client, server, shown } = await amidst();
    server.say('c1', deskIs(1, 'claimed', '佐藤'));
    server.say('c1', agentSaid(2, 'お待たせしました'));
    await settle();
    client.send(say('ありがとうございます'));
    await settle();
    shown();
    await settle();
    expect(asked(server)).toEqual([]);
    expect(shown().at(-1)).toMatchObject({ text: 'ありがとうございます', delivery: 'unkept' });
  });

  it('nor takes an answer to the bot’s own question for one of the customer’s', async () => {
    const { client, server, shown } = await amidst();
    server.say('c1', botSaid(1, '社員番号をお聞かせください。', { kind: 'dialogue' }));
    await settle();
    client.send(say('0012'));
    await settle();
    shown();
    await settle();
    expect(asked(server)).toEqual([]);
  });
});

describe('when conversations can be kept again', () => {
  it('what was written is sent by itself, and its real answer takes the place of the passing one', async () => {
    const { client, clock, server, shown, said } = await amidst();
    client.send(say('a'));
    await settle();
    shown();
    await settle();
    server.full = false;
    await clock.wakeAll();
    await settle();
    expect(said()).toEqual(['a', '「a」への回答']);
    const answer = shown().at(-1);
    expect(answer).toMatchObject({ standIn: false, feedback: 'asked' });
    expect(client.snapshot.unkept).toBe(false);
  });

  it('the same answer is not read out a second time; another one is', async () => {
    const { client, clock, server, shown } = await amidst();
    client.send(say('a'));
    await settle();
    shown();
    await settle();
    server.full = false;
    await clock.wakeAll();
    client.send(say('b'));
    await settle();
    expect(shown().map((item) => item.heard)).toEqual([false, false, true, false, false]);
  });

  it('a conversation is opened by itself, with everything that was written in its order', async () => {
    const { client, clock, server, said } = setUp(fullServer());
    client.start(visitor());
    client.send(say('a'));
    client.send(say('b'));
    await settle();
    server.full = false;
    await clock.wakeAll();
    await settle();
    expect(said()).toEqual(['a', '「a」への回答', 'b', '「b」への回答']);
    expect(client.snapshot.unkept).toBe(false);
  });

  it('the office’s word ends the notice', async () => {
    const { client, server } = await amidst();
    server.tellOffice([outage]);
    await settle();
    expect(client.snapshot).toMatchObject({ unkept: true, notices: [{ kind: 'sharing' }, outage] });
    server.tellOffice();
    await settle();
    expect(client.snapshot.unkept).toBe(false);
  });
});

describe('while the server is away', () => {
  it('what was answered stays readable, after a reload as well', async () => {
    const first = setUp();
    first.client.start(visitor());
    await settle();
    first.client.send(say('給与明細'));
    await settle();
    const away = new FakeServer();
    away.troubles = [0];
    away.events = () => Promise.reject(new Error('no network'));
    const second = setUp(away, first.storage);
    second.client.start(visitor());
    await settle();
    expect(second.said()).toEqual(['給与明細', '「給与明細」への回答']);
    expect(second.client.snapshot).toMatchObject({ disconnected: true, unkept: false });
  });

  it('no question is asked elsewhere: it waits', async () => {
    const { client, server, shown } = setUp();
    client.start(visitor());
    await settle();
    server.troubles = [0];
    client.send(say('a'));
    await settle();
    expect(shown()).toMatchObject([{ text: 'a', delivery: 'waiting' }]);
    expect(asked(server)).toEqual([]);
  });
});

describe('on the next page', () => {
  it('what was read before is no news; what came in between is', async () => {
    const first = setUp();
    first.client.start(visitor());
    await settle();
    first.client.send(say('a'));
    await settle();
    first.server.hangUp();
    first.server.conversations.get('c1')?.events.push(agentSaid(3, 'その後いかがですか'));
    const second = setUp(first.server, first.storage);
    second.client.start(visitor());
    await settle();
    expect(second.shown().map((item) => [item.type, item.heard])).toEqual([
      ['day', true],
      ['customer', true],
      ['bot', true],
      ['agent', false],
    ]);
    expect(first.server.calls.filter((call) => call.startsWith('events'))).toEqual([
      'events after 0',
      'events after 2',
    ]);
  });

  it('nothing is left of what staff removed, nor of another person’s conversation', async () => {
    const { client, server, storage } = setUp();
    client.start(visitor('a.e30.s'));
    await settle();
    client.send(say('番号は内緒です'));
    await settle();
    expect(storage.getItem('madoguchi:transcript')).toContain('番号は内緒です');
    server.say('c1', { type: 'redacted', seq: 3, at: '2026-11-24T02:00:00Z', on: 1, rule: 'personal-data' });
    await settle();
    const kept = JSON.parse(storage.getItem('madoguchi:transcript') ?? '');
    expect(kept.events[0].text).toBe('');
    client.identify(null);
    await settle();
    expect(storage.getItem('madoguchi:transcript') ?? '').not.toContain('への回答');
  });
});
