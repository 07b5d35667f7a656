import { z } from 'zod';
import { unlimited } from '../../scripts/proof/kill/stages.ts';
import { playOutage } from '../../scripts/proof/outage.ts';
import { OwnPostgres, quickSettings } from '../../scripts/proof/postgres.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { TestCustomer } from './client.ts';
import { startService, type RunningService } from './running.ts';
import { readStream, type Received } from './stream.ts';

let knowledge: KnowledgeFixture;
let postgres: OwnPostgres;
let service: RunningService;

beforeAll(async () => {
  [postgres, knowledge] = await Promise.all([OwnPostgres.start(quickSettings), makeKnowledge()]);
  service = await startService({
    ...unlimited,
    DATABASE_URL: postgres.url,
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
  });
}, 120_000);
afterAll(async () => {
  await service.stop();
  await Promise.all([postgres.dispose(), knowledge.dispose()]);
});

const officeSchema = z.object({ notices: z.array(z.object({ kind: z.string() })) });

/** Whether each office event that a stream has brought says that nothing can be kept. */
const outagesTold = (received: readonly Received[]): boolean[] =>
  received
    .filter(({ event }) => event === 'office')
    .map(({ data }) => officeSchema.parse(data).notices.some(({ kind }) => kind === 'outage'));

// The long run, with ten seconds and more: npm run bench -- outage
describe('while PostgreSQL is away the FAQ goes on, and everything comes back by itself and is kept,', () => {
  test.each<[string, () => Promise<() => Promise<void>>]>([
    [
      'when it hangs',
      async () => {
        const thaw = await postgres.freeze();
        return async () => thaw();
      },
    ],
    [
      'when it is shut down and started again',
      async () => {
        await postgres.stop();
        return () => postgres.startAgain();
      },
    ],
  ])(
    '%s',
    async (_, away) => {
      const watching = await TestCustomer.open(service.url);
      const stream = readStream(
        `${watching.path}/events`,
        watching.token,
        (got) => outagesTold(got).includes(true) && outagesTold(got).at(-1) === false,
      );
      const { faq, faults } = await playOutage(service.url, away, 0);
      expect(faults).toEqual([]);
      expect(faq.answered).toBe(faq.asked);
      expect(outagesTold(await stream)).toEqual([false, true, false]);
    },
    120_000,
  );
});
