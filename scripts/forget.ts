import { StartError } from '../bot/errors.ts';
import { subjectSchema, type ForgetRequest, type Forgotten } from '../bot/retention/forget.ts';
import { confirm } from './customer-data/confirm.ts';
import { dataPlace } from './customer-data/place.ts';
import { endWith } from './end-with.ts';
import { readOptions } from './read-options.ts';
import { recordCommand } from './record.ts';

const usage = `npm run forget -- --customer SUB [--dry-run] [--even-at-desk] [--yes]
Removes everything that is held on one person, for good. SUB is "sub" of the identity that your product signs.
--dry-run: says what would be removed. --even-at-desk: also what the desk has in hand. --yes: does not ask.`;

interface Command {
  request: ForgetRequest;
  yes: boolean;
}

const readCommand = (): Command => {
  const { values } = readOptions(
    {
      options: {
        customer: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'even-at-desk': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
      },
    },
    usage,
  );
  const customer = subjectSchema.safeParse(values.customer);
  if (!customer.success) throw new StartError(`--customer needs 1 to 200 characters; usage: ${usage}`);
  const request = {
    customer: customer.data,
    evenAtDesk: values['even-at-desk'],
    dryRun: values['dry-run'],
  };
  return { request, yes: values.yes };
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

const outcomeOf = ({ removed, conversations, atDesk }: Forgotten): string => {
  if (removed) return 'removed for good';
  if (atDesk.length > 0) return 'nothing was removed';
  return conversations.length > 0 ? 'would be removed' : 'nothing is held';
};

const tell = (found: Forgotten, where: string): void => {
  say(`${where}: ${outcomeOf(found)}`);
  tellWhatStays(found);
  if (found.atDesk.length > 0 && !found.removed) return;
  for (const [kind, count] of Object.entries(found.counts))
    if (count > 0) say(`${String(count).padStart(7)} ${kind}`);
  if (found.conversations.length > 0) say('Ids of the conversations:');
  for (const id of found.conversations) say(`  ${id}`);
};

/** What stands in the way of saying that nothing is left; ends with exit code 1. */
const tellWhatStays = ({ removed, atDesk, unreadable }: Forgotten): void => {
  if (atDesk.length > 0) {
    const then = 'let the desk close it, or add --even-at-desk';
    warn(
      removed
        ? `Stays, since it has come to the desk meanwhile; ${then}:`
        : `Nothing is removed while the desk has this in hand; ${then}:`,
    );
    for (const id of atDesk) warn(`  ${id}`);
  }
  if (unreadable.length > 0)
    warn(
      'Cannot be read, so that it may be of this person; restore it from a backup, or delete it yourself:',
    );
  for (const name of unreadable) warn(`  ${name}`);
  if (atDesk.length + unreadable.length > 0) process.exitCode = 1;
};

/** `npm run forget`: a person's right to be forgotten. Works while the server runs. */
const main = async (): Promise<void> => {
  const { request, yes } = readCommand();
  const place = dataPlace(process.env);
  const where = `Customer ${request.customer} in ${place.name}`;
  if (request.dryRun || !yes) {
    const found = await place.forget({ ...request, dryRun: true });
    tell(found, where);
    if (request.dryRun || found.conversations.length === 0 || found.atDesk.length > 0) return;
    await confirm('Remove this for good?');
  }
  const forgotten = await place.forget({ ...request, dryRun: false });
  tell(forgotten, where);
  if (forgotten.removed)
    await recordCommand('customer-forgotten', { details: { conversations: forgotten.conversations.length } });
};

await main().catch(endWith);
