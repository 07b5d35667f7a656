import { OwnPostgres, quickSettings } from '../../scripts/proof/postgres.ts';

/** Starts PostgreSQL as tests do, says which process it is, and waits to be killed. */
const postgres = await OwnPostgres.start(quickSettings);
process.stdout.write(`${postgres.pid}\n`);
