import { approveCommand } from './approve/command.ts';
import { endWith } from './end-with.ts';

/** `npm run approve`: see its `command.ts`. */
const main = async (): Promise<void> => {
  process.stdout.write(await approveCommand(process.argv.slice(2), process.env));
};

await main().catch(endWith);
