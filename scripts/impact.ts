import { endWith } from './end-with.ts';
import { impactCommand } from './impact/command.ts';

const warn = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run impact`: see its `command.ts`. */
const main = async (): Promise<void> => {
  const { argv, env } = process;
  process.stdout.write(await impactCommand({ args: argv.slice(2), env, warn }));
};

await main().catch(endWith);
