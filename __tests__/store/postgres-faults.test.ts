import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { lastSeq } from '../../bot/domain/conversation.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import type { Stores } from '../../bot/store/port.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import { startPostgres, type TestServer } from './postgres-server.ts';
import { idOf, messageIds, moved, newConversation, withMessage } from './synthetic.ts';

let server: TestServer;
let url: string;
/** Of an instance that nothing happens to. */
let whole: Stores;
beforeAll(async () => {
  server = await startPostgres();
  url = await server.newDatabase();
  whole = await openPostgresStores({ url, report: () => {} });
});
afterAll(async () => {
  await whole.conversations.close();
  await server.stop();
});

/** Whether the piece that is cut at still reaches the server: then it is the answer that is lost. */
type Cut = 'before the server has it' | 'before its answer is heard';

/** The network between an instance and the database: it is cut for good at one piece that the instance sends. */
class CutNetwork {
  readonly #server: Server;
  readonly #toServer = new Set<Socket>();
  /** Pieces sent by the instance since the last `count`. */
  sent = 0;
  cutAt = Infinity;
  cut: Cut = 'before the server has it';

  private constructor() {
    const { port, hostname } = new URL(url);
    this.#server = createServer((client) => this.#pass(client, connect(Number(port), hostname)));
  }

  static async open(): Promise<CutNetwork> {
    const network = new CutNetwork();
    network.#server.listen(0, '127.0.0.1');
    await once(network.#server, 'listening');
    return network;
  }

  get url(): string {
    const address = this.#server.address();
    const through = new URL(url);
    through.port = String(typeof address === 'object' ? address?.port : '');
    return through.href;
  }

  /** Resolves when the database has done with what it was sent, and its sessions are over. */
  async close(): Promise<void> {
    this.#server.close();
    const open = [...this.#toServer].filter((socket) => !socket.closed);
    await Promise.all(open.map((socket) => once(socket.end(), 'close')));
  }

  #pass(client: Socket, database: Socket): void {
    this.#toServer.add(database);
    client.on('error', () => {}).once('close', () => database.end());
    database.on('error', () => {}).once('close', () => client.destroy());
    client.on('data', (piece) => {
      this.sent += 1;
      const lost = this.sent >= this.cutAt;
      if (!lost || this.cut === 'before its answer is heard') database.write(piece);
      if (lost) client.destroy();
    });
    database.on('data', (piece) => client.writable && client.write(piece));
  }
}

/** One conversation to the desk and away again; each await is an acknowledgement. */
const steps: ((current: Conversation) => Conversation)[] = [
  (current) => withMessage(current, 'm0'),
  (current) => moved(withMessage(current, 'm1'), 'waiting'),
  (current) => moved(withMessage(current, 'm2'), 'closed'),
];

const play = async ({ conversations }: Stores, name: string): Promise<Conversation | null> => {
  let acknowledged: Conversation | null = null;
  try {
    await conversations.create(newConversation(name));
    acknowledged = newConversation(name);
    for (const step of steps) {
      acknowledged = await conversations.update(idOf(name), async (current) => {
        const next = step(current);
        return { conversation: next, result: next };
      });
    }
  } catch (error) {
    expect(error).toMatchObject({ code: 'storage-unavailable', status: 503 });
  }
  return acknowledged;
};

/** Plays the story over a network that is cut at piece `cutAt`. */
const playCut = async (name: string, cutAt: number, cut: Cut) => {
  const network = await CutNetwork.open();
  const stores = await openPostgresStores({ url: network.url, report: () => {}, hints: false });
  network.sent = 0;
  Object.assign(network, { cutAt, cut });
  const acknowledged = await play(stores, name);
  const { sent } = network;
  await network.close();
  await stores.conversations.close();
  return { acknowledged, sent };
};

describe('a connection that is cut', () => {
  it.each<Cut>(['before the server has it', 'before its answer is heard'])(
    'at any piece of a story, %s, loses nothing acknowledged and leaves nothing half',
    async (cut) => {
      const { sent: pieces } = await playCut(`whole, ${cut.length}`.replaceAll(/\W/g, '-'), Infinity, cut);
      expect(pieces).toBeGreaterThan(4 * steps.length);
      for (let cutAt = 1; cutAt <= pieces; cutAt += 1) {
        const name = `${cut.length}-${cutAt}`;
        const { acknowledged } = await playCut(name, cutAt, cut);
        const stored = await whole.conversations.load(idOf(name));
        if (!acknowledged) continue;
        if (!stored) throw new Error('what was acknowledged is not there');
        const told = messageIds(acknowledged);
        expect(messageIds(stored).slice(0, told.length)).toEqual(told);
        // At most the one change that was under way came through as well, whole.
        expect(messageIds(stored).length - told.length).toBeLessThanOrEqual(1);
        expect(stored.events).toHaveLength(lastSeq(stored));
        const desk = (await whole.conversations.openAtDesk()).some(({ id }) => id === idOf(name));
        expect(desk).toBe(stored.desk.state === 'waiting');
      }
    },
    120_000,
  );
});

describe('a server whose disk', () => {
  it.each([
    ['is full', '53100'],
    ['fails', '58030'],
  ])('%s (%s) refuses a message with 503, keeps nothing of it, and takes the next one', async (_, code) => {
    const name = `disk-${code}`;
    await whole.conversations.create(newConversation(name));
    const write = (id: string) =>
      whole.conversations.update(idOf(name), async (current) => ({
        conversation: withMessage(current, id),
        result: null,
      }));
    await write('m0');
    const operator = await server.connect(url);
    await operator.query(`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}', MESSAGE = 'said with ' || NEW.event; END $$`);
    await operator.query('CREATE TRIGGER fail BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION fail()');
    await expect(write('m1')).rejects.toMatchObject({
      code: 'storage-unavailable',
      status: 503,
      cause: { message: expect.not.stringContaining('発言') },
    });
    await operator.query('DROP FUNCTION fail CASCADE');
    await operator.end();
    expect(messageIds(await whole.conversations.load(idOf(name)))).toEqual(['m0']);
    await write('m1');
    expect(messageIds(await whole.conversations.load(idOf(name)))).toEqual(['m0', 'm1']);
  });
});
