import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import type { EventView } from '../../bot/web/wire.ts';
import { createApi } from '../../bot/widget/frame/api.ts';
import { ConversationClient } from '../../bot/widget/frame/conversation-client.ts';
import { readSession, type Session } from '../../bot/widget/frame/session.ts';
import { unlimited } from '../../scripts/proof/kill/stages.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { mapStorage } from '../widget/fakes.ts';
import { call } from './client.ts';
import { CuttingProxy } from './cutting-proxy.ts';
import { startService, temporaryFolder, type RunningService } from './running.ts';
import { numbered, readStream } from './stream.ts';

const wantedCuts = 1_000;
const widgets = 4;

let knowledge: KnowledgeFixture;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let proxy: CuttingProxy;
/** The last test is over: who comes back now would never stop. */
let ended = false;
const forever = new Promise<void>(() => {});

beforeAll(async () => {
  [knowledge, data] = await Promise.all([makeKnowledge(), temporaryFolder()]);
  service = await startService({
    ...unlimited,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_DATA: data.path,
  });
  proxy = await CuttingProxy.before(service.url);
}, 120_000);
afterAll(async () => {
  ended = true;
  proxy.close();
  await service.stop();
  await Promise.all([knowledge.dispose(), data.dispose()]);
});

/** The widget without its drawing, behind the network that cuts. It waits for nothing, to come back at once. */
const openWidget = () => {
  const changes = new EventEmitter();
  const storage = mapStorage();
  let ids = 0;
  const client = new ConversationClient({
    api: createApi(`${proxy.url}/api/v1/`),
    storage,
    sleep: () => (ended ? forever : sleep(1)),
    random: Math.random,
    newId: () => `message-${(ids += 1)}-of-this-widget`,
    now: () => new Date(),
    online: () => true,
    onChange: () => changes.emit('change'),
    onIdentityRefused: () => {},
    onTyping: () => {},
  });
  const until = async (enough: () => boolean): Promise<void> => {
    while (!enough()) await once(changes, 'change');
  };
  client.start({ identity: null, pageUrl: '' });
  return { client, storage, until };
};
type Widget = ReturnType<typeof openWidget>;

const events = ({ client }: Widget): readonly EventView[] => client.snapshot.sources.events;

const sessionOf = async ({ client, storage, until }: Widget): Promise<Session> => {
  await until(() => client.snapshot.phase === 'ready');
  const session = readSession(storage);
  if (!session) throw new Error('no conversation');
  return session;
};

const pathOf = (url: string, { conversationId }: Session): string =>
  `${url}/api/v1/conversations/${conversationId}`;

/** Writes one message after the other, and what another tab writes beside it, until there were enough cuts. */
const writeOn = async ({ client, until }: Widget, session: Session): Promise<number> => {
  let written = 0;
  for (; proxy.cuts < wantedCuts; written += 2) {
    client.send({ text: `給与明細の公開方法は？その${written}`, masked: [] });
    const body = { clientMessageId: `elsewhere-${written}`, text: '給与明細の公開方法は？' };
    await call(`${pathOf(service.url, session)}/messages`, { token: session.token, body });
    await until(() => client.snapshot.sources.outbox.length === 0);
  }
  return written;
};

/** Reads as a browser's `EventSource` does: comes back with the number of the last whole event. */
const readAsEventSource = async (session: Session, until: AbortSignal): Promise<number[]> => {
  const received: number[] = [];
  const parser = createParser({ onEvent: ({ id }) => void (id && received.push(Number(id))) });
  while (!until.aborted) {
    parser.reset();
    await readUntilCut(session, received.at(-1) ?? 0, { until, feed: (text) => parser.feed(text) });
  }
  return received;
};

const readUntilCut = async (
  session: Session,
  last: number,
  { until, feed }: { until: AbortSignal; feed: (text: string) => void },
): Promise<void> => {
  const decoder = new TextDecoder();
  const headers = { Authorization: `Bearer ${session.token}`, 'Last-Event-ID': String(last) };
  try {
    const response = await fetch(`${pathOf(proxy.url, session)}/events`, { headers, signal: until });
    for await (const piece of z.custom<AsyncIterable<Uint8Array>>().parse(response.body))
      feed(decoder.decode(piece, { stream: true }));
  } catch {
    // Cut; or over.
  }
};

test('over 1,000 cuts of its connections a widget holds what is stored, without a hole or a double', async () => {
  const opened = Array.from({ length: widgets }, openWidget);
  const over = new AbortController();
  const outcomes = opened.map(async (widget) => {
    const session = await sessionOf(widget);
    const plain = readAsEventSource(session, over.signal);
    return { widget, session, plain, written: await writeOn(widget, session) };
  });
  const written = await Promise.all(outcomes);
  expect(proxy.cuts).toBeGreaterThanOrEqual(wantedCuts);
  proxy.heal();
  for (const { widget, session, written: count } of written) {
    const stored = numbered(
      await readStream(
        `${pathOf(service.url, session)}/events`,
        session.token,
        (got) => numbered(got).length === 2 * count,
      ),
    ).map(({ data: event }) => event);
    await widget.until(() => events(widget).length >= stored.length);
    expect(events(widget)).toEqual(stored);
    expect(events(widget).map(({ seq }) => seq)).toEqual(stored.map((_, at) => at + 1));
    const sent = events(widget).flatMap((event) => ('clientMessageId' in event ? event.clientMessageId : []));
    expect(new Set(sent).size).toBe(sent.length);
    expect(sent).toHaveLength(count);
  }
  over.abort();
  for (const { plain } of written) {
    const ids = await plain;
    expect(ids).toEqual(ids.map((_, at) => at + 1));
  }
}, 240_000);
