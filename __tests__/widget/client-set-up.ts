import { ConversationClient } from '../../bot/widget/frame/conversation-client.ts';
import type { Item } from '../../bot/widget/frame/items.ts';
import { toItems } from '../../bot/widget/frame/items.ts';
import { StandIns } from '../../bot/widget/frame/later/stand-ins.ts';
import { FakeServer, mapStorage, stoppedClock } from './fakes.ts';

const servers: FakeServer[] = [];

/** Ends what still listens; for `afterEach`. */
export const hangUpAll = (): void => {
  for (const server of servers.splice(0)) server.hangUp();
};

export const visitor = (identity: string | null = null) => ({
  identity,
  pageUrl: 'https://host.example/payslips',
});

export const say = (text: string) => ({ text, masked: [] });

const textOf = (item: Item): string[] => {
  if (item.type === 'customer') return [item.text];
  if (item.type !== 'bot' && item.type !== 'status') return [];
  return item.blocks.flatMap((block) => ('content' in block ? block.content.map(({ text }) => text) : []));
};

/** A browser with the frame in it, without its drawing; a second one with the same storage is the next page. */
export const setUp = (server = new FakeServer(), storage = mapStorage()) => {
  servers.push(server);
  const clock = stoppedClock();
  const refused: string[] = [];
  const network = { online: true };
  let ids = 0;
  const client = new ConversationClient({
    api: server,
    storage,
    sleep: (ms) => clock.sleep(ms),
    random: () => 0,
    newId: () => `message-${(ids += 1)}-${Math.random()}`,
    now: () => new Date('2026-11-24T02:00:00Z'),
    online: () => network.online,
    onChange: () => {},
    onTyping: () => {},
    onIdentityRefused: () => refused.push('refused'),
  });
  const standIns = new StandIns({ ask: (question) => server.faq(question), onChange: () => {} });
  const shown = (): Item[] => toItems(standIns.complete(client.snapshot));
  const said = (): string[] => shown().flatMap(textOf);
  return { server, storage, clock, client, network, refused, said, shown };
};
