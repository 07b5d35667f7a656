import { readDraft, writeDraft } from '../../bot/widget/frame/session.ts';
import { hangUpAll, say, setUp, visitor } from './client-set-up.ts';
import { agentSaid, deskIs, settle } from './fakes.ts';

const jwt = (sub: string): string =>
  ['h', Buffer.from(JSON.stringify({ sub })).toString('base64url'), 's'].join('.');

afterEach(hangUpAll);

describe('a visitor’s conversation', () => {
  it('opens once, and answers what is asked', async () => {
    const { client, server, said } = setUp();
    client.start(visitor());
    client.send(say('給与明細'));
    await settle();
    expect(said()).toEqual(['給与明細', '「給与明細」への回答']);
    expect(server.calls.filter((call) => call === 'open')).toHaveLength(1);
  });

  it('is the same one after a reload, with its history', async () => {
    const first = setUp();
    first.client.start(visitor());
    await settle();
    first.client.send(say('給与明細'));
    await settle();
    const second = setUp(first.server, first.storage);
    second.client.start(visitor());
    await settle();
    expect(second.said()).toEqual(['給与明細', '「給与明細」への回答']);
    expect(first.server.conversations.size).toBe(1);
  });

  it('takes each event once, from the answer and from the stream', async () => {
    const { client, server, said } = setUp();
    client.start(visitor());
    await settle();
    client.send(say('a'));
    await settle();
    server.repeat('c1');
    await settle();
    expect(said()).toEqual(['a', '「a」への回答']);
  });

  it.each([
    ['https://host.example/payslips', 'https://host.example/payslips'],
    ['capacitor://localhost/', null],
    ['', null],
  ])('tells the page it is on, %j, as %j', async (pageUrl, told) => {
    const { client, server } = setUp();
    client.start({ identity: null, pageUrl });
    await settle();
    expect(server.pages).toEqual([told]);
  });

  it('hears the desk', async () => {
    const { client, server } = setUp();
    client.start(visitor());
    await settle();
    await client.handoff('request');
    expect(client.snapshot.desk.state).toBe('waiting');
    server.say('c1', deskIs(2, 'claimed', '佐藤'));
    server.say('c1', agentSaid(3, 'お待たせしました'));
    await settle();
    expect(client.snapshot.desk).toEqual({ state: 'claimed', agentName: '佐藤' });
  });

  it('says the sharing notice until a first message was sent, over reloads, and then no more', async () => {
    const first = setUp();
    first.client.start(visitor());
    await settle();
    const second = setUp(first.server, first.storage);
    second.client.start(visitor());
    await settle();
    expect(second.client.snapshot.notices).toHaveLength(1);
    second.client.send(say('a'));
    await settle();
    expect(second.client.snapshot.notices).toHaveLength(1);
    const third = setUp(first.server, first.storage);
    third.client.start(visitor());
    await settle();
    expect(third.client.snapshot.notices).toHaveLength(0);
  });
});

describe('nothing that was written is lost', () => {
  it('when the server does not know the conversation any more', async () => {
    const { client, server, storage, said } = setUp();
    client.start(visitor());
    await settle();
    writeDraft(storage, '書きかけ');
    server.conversations.clear();
    client.send(say('a'));
    await settle();
    expect(server.calls.filter((call) => call === 'open')).toHaveLength(2);
    expect(said()).toEqual(['a', '「a」への回答']);
    expect(readDraft(storage)).toBe('書きかけ');
  });

  it('when the server cannot be reached at the start', async () => {
    const { client, server, clock, said } = setUp();
    server.troubles = [0, 503];
    client.start(visitor());
    client.send(say('a'));
    await settle();
    expect(client.snapshot).toMatchObject({ phase: 'starting', disconnected: true });
    expect(said()).toEqual(['a']);
    await clock.wakeAll();
    await clock.wakeAll();
    expect(said()).toEqual(['a', '「a」への回答']);
    expect(client.snapshot.disconnected).toBe(false);
  });

  it('when the conversation changes while a message is on its way', async () => {
    const { client, server, clock, said } = setUp();
    client.start(visitor());
    await settle();
    server.meanwhile = () => {
      server.meanwhile = () => {};
      client.identify(jwt('u1'));
    };
    client.send(say('a'));
    await settle();
    await clock.wakeAll();
    expect(server.conversations.get('c2')?.identity).toBe(jwt('u1'));
    expect(said()).toEqual(['a', '「a」への回答']);
  });

  it('and does not open conversations without end for a server that knows none', async () => {
    const { client, server, shown } = setUp();
    const { open } = server;
    server.open = async (request) => {
      const opened = await open(request);
      server.conversations.clear();
      return opened;
    };
    client.start(visitor());
    client.send(say('a'));
    for (let turn = 0; turn < 20; turn += 1) await settle();
    expect(server.calls.filter((call) => call === 'open').length).toBeLessThanOrEqual(3);
    expect(shown()).toMatchObject([{ text: 'a' }]);
  });
});

describe('whose conversation it is', () => {
  it('stays the person’s with a fresh identity', async () => {
    const { client, server } = setUp();
    client.start(visitor(jwt('u1')));
    await settle();
    client.identify(jwt('u1'));
    await settle();
    expect(server.conversations.size).toBe(1);
  });

  it.each([
    ['another person logs in', jwt('u1'), jwt('u2')],
    ['the person logs out', jwt('u1'), null],
  ])('changes when %s, and takes no word along', async (_promise, before, after) => {
    const { client, server, storage, said } = setUp();
    client.start(visitor(before));
    await settle();
    client.send(say('a'));
    await settle();
    writeDraft(storage, '書きかけ');
    client.identify(after);
    await settle();
    expect(server.conversations.get('c2')?.identity).toBe(after);
    expect(said()).toEqual([]);
    expect(readDraft(storage)).toBe('');
  });

  it('changes when the visitor logs in, and keeps the draft', async () => {
    const { client, server, storage } = setUp();
    client.start(visitor());
    await settle();
    writeDraft(storage, '書きかけ');
    client.identify(jwt('u1'));
    await settle();
    expect(server.conversations.size).toBe(2);
    expect(readDraft(storage)).toBe('書きかけ');
  });

  it('is never taken for nobody’s when the identity is refused, unless the visitor says so', async () => {
    const { client, server, refused, said } = setUp();
    server.troubles = [401];
    client.start(visitor(jwt('u1')));
    client.send(say('a'));
    await settle();
    expect(client.snapshot.phase).toBe('refused');
    expect(refused).toEqual(['refused']);
    expect(server.conversations.size).toBe(0);
    client.identify(null);
    await settle();
    expect(said()).toEqual(['a', '「a」への回答']);
  });

  it('keeps what is written while the identity is refused waiting, and promises no answer to it', async () => {
    const { client, server, shown } = setUp();
    server.troubles = [401];
    client.start(visitor(jwt('u1')));
    client.send(say('a'));
    await settle();
    client.send(say('b'));
    expect(shown()).toMatchObject([{ delivery: 'waiting' }, { delivery: 'waiting' }]);
    expect(client.snapshot.answering).toBe(false);
  });

  it('asks the host for another identity ever later, as long as each is refused', async () => {
    const { client, clock, server, refused } = setUp();
    server.troubles = [401, 401, 401, 401, 401];
    client.start(visitor(jwt('u1')));
    await settle();
    for (const wait of [500, 1_000, 2_000]) {
      client.identify(jwt('u1'));
      await settle();
      expect(clock.sleeping.map(({ ms }) => ms)).toEqual([wait]);
      const before = refused.length;
      await clock.wakeAll();
      expect(refused.length).toBe(before + 1);
    }
  });

  it('no longer asks the host once the visitor has gone on without an identity', async () => {
    const { client, clock, server, refused } = setUp();
    server.troubles = [401, 401];
    client.start(visitor(jwt('u1')));
    await settle();
    client.identify(jwt('u1'));
    await settle();
    client.identify(null);
    await settle();
    await clock.wakeAll();
    expect(refused).toEqual(['refused']);
    expect(client.snapshot.phase).toBe('ready');
  });

  it('is tried again when the host brings a fresh identity of the same person', async () => {
    const { client, server } = setUp();
    server.troubles = [401];
    client.start(visitor(jwt('u1')));
    await settle();
    client.identify(jwt('u1'));
    await settle();
    expect(client.snapshot.phase).toBe('ready');
    expect(server.conversations.size).toBe(1);
  });

  it('is the same in every tab', async () => {
    const first = setUp();
    first.client.start(visitor());
    await settle();
    const second = setUp(first.server, first.storage);
    second.client.start(visitor());
    second.client.startOver();
    await settle();
    second.client.send(say('b'));
    await settle();
    first.client.adopt();
    await settle();
    expect(first.said()).toEqual(['b', '「b」への回答']);
  });
});

describe('opinions', () => {
  it('show at once, and are open again when they could not be told', async () => {
    const { client, server, shown } = setUp();
    client.start(visitor());
    await settle();
    client.send(say('a'));
    await settle();
    const opinion = () =>
      shown()
        .map((item) => (item.type === 'bot' ? item.feedback : null))
        .at(-1);
    server.troubles = [500];
    const told = client.giveFeedback(2, true);
    expect(opinion()).toBe('helpful');
    await expect(told).rejects.toThrow('500');
    expect(opinion()).toBe('asked');
    await client.giveFeedback(2, true);
    expect(opinion()).toBe('helpful');
  });
});

describe('the page that the visitor is on', () => {
  it('goes along with what is said and asked for, as it is by then', async () => {
    const { client, server } = setUp();
    client.start(visitor());
    await settle();
    client.visit('https://host.example/crews');
    client.send(say('給与明細'));
    await settle();
    client.visit('https://host.example/settings');
    await client.handoff('request');
    expect(server.pages).toEqual([
      'https://host.example/payslips',
      'https://host.example/crews',
      'https://host.example/settings',
    ]);
  });

  it('stays that of the time of writing for what is sent later', async () => {
    const { client, server, clock } = setUp();
    client.start(visitor());
    await settle();
    server.troubles = [0];
    client.send(say('給与明細'));
    await settle();
    client.visit('https://host.example/crews');
    await clock.wakeAll();
    expect(server.pages.at(-1)).toBe('https://host.example/payslips');
  });

  it('is left out where its address says nothing to an agent', async () => {
    const { client, server } = setUp();
    client.start({ identity: null, pageUrl: 'file:///home/index.html' });
    await settle();
    client.send(say('給与明細'));
    await settle();
    expect(server.pages).toEqual([null, null]);
  });
});
