import { killRounds } from '../../scripts/proof/kill/rounds.ts';
import {
  lowdbStage,
  postgresServerStage,
  postgresStage,
  type Stage,
} from '../../scripts/proof/kill/stages.ts';
import { quickSettings } from '../../scripts/proof/postgres.ts';
import { makeKnowledge, type KnowledgeFixture } from '../knowledge/fixture.ts';

let knowledge: KnowledgeFixture;
let stage: Stage | null = null;
beforeAll(async () => {
  knowledge = await makeKnowledge();
});
afterEach(async () => {
  await stage?.close();
  stage = null;
});
afterAll(() => knowledge.dispose());

/** The small knowledge, since every round starts the program anew. */
const env = () => ({
  MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
  MADOGUCHI_INTENTS: knowledge.folders.intents,
});

describe('everything acknowledged to customers and agents is there, once and in order,', () => {
  // The long run, of 200 and more: npm run bench -- kill
  test.each([
    ['over 6 kills -9 of the program with a data folder', 6, () => lowdbStage(env())],
    ['over kills -9 of the program with PostgreSQL', 2, () => postgresStage(env(), quickSettings)],
    ['over kills of PostgreSQL itself', 2, () => postgresServerStage(env())],
  ])(
    '%s',
    async (_, rounds, open) => {
      stage = await open();
      let acknowledged = 0;
      for await (const report of killRounds(stage, rounds)) {
        expect(report).toMatchObject({ faults: [] });
        ({ acknowledged } = report);
      }
      expect(acknowledged).toBeGreaterThan(rounds);
    },
    240_000,
  );
});
