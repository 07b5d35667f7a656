import { openLowdbAccounts } from '../../bot/store/lowdb/open.ts';
import { openPostgresAccounts } from '../../bot/store/postgres/open.ts';

/**
 * Records in the audit log until it is killed, some rows at once, and prints the subject of each after its
 * acknowledgement. Usage: recording-process.ts FOLDER_OR_URL NAME
 */
const [store = '', name = ''] = process.argv.slice(2);
const { audit } = await (store.startsWith('postgres:')
  ? openPostgresAccounts(store)
  : openLowdbAccounts(store));

const keepRecording = async (line: string): Promise<never> => {
  for (let count = 0; ; count += 1) {
    const subject = `conversation:${name}-${line}-${count}`;
    await audit.record({ actor: 'command', act: 'close', subject, details: {} });
    process.stdout.write(`${subject}\n`);
  }
};

await Promise.all(['x', 'y', 'z'].map(keepRecording));
