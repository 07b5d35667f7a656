import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { idOf, moved, newConversation, withMessage } from './synthetic.ts';

/**
 * Writes to three conversations at once until it is killed, and prints `<conversation> <message>`
 * after each acknowledgement. Usage: writing-process.ts FOLDER ROUND
 */
const [folder = '', round = ''] = process.argv.slice(2);
const { conversations } = await openLowdbStores({
  folder,
  report: (error) => process.stderr.write(String(error)),
});

const keepWriting = async (name: string): Promise<never> => {
  if (!(await conversations.load(idOf(name)))) await conversations.create(newConversation(name));
  for (let count = 0; ; count += 1) {
    const messageId = `${round}-${count}`;
    await conversations.update(idOf(name), async (current) => ({
      // To the desk and back again, so that the kill also hits the marks of the desk and of the history.
      conversation: moved(withMessage(current, messageId), count % 2 === 0 ? 'waiting' : 'bot', new Date()),
      result: undefined,
    }));
    process.stdout.write(`${name} ${messageId}\n`);
  }
};

await Promise.all(['a', 'b', 'c'].map(keepWriting));
