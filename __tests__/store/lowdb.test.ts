import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { describeStores } from './contract.ts';

describeStores('lowdb', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-store-'));
  // A memory of two conversations, so that most of the contract reads from the disk.
  const stores = await openLowdbStores({ folder, report: () => {}, recentLimit: 2 });
  return {
    stores,
    dispose: async () => {
      await stores.conversations.close();
      await rm(folder, { recursive: true });
    },
  };
});
