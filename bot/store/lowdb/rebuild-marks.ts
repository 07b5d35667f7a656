import path from 'node:path';
import type { Conversation } from '../../domain/conversation.ts';
import { needsDesk } from '../../domain/ticket.ts';
import { forEachStored, type Place } from './each-stored.ts';
import { historyMark } from './history-mark.ts';
import { deskDraftFolder, deskFolder, historyDraftFolder, historyFolder, shards } from './layout.ts';
import { forEachLimited } from './limited.ts';

/** One kind of marks, and what it makes of a conversation; `null` stands for a damaged one. */
interface Kind {
  folder: string;
  draft: string;
  markOf(id: string, conversation: Conversation | null): string | null;
}

const desk: Kind = {
  folder: deskFolder,
  draft: deskDraftFolder,
  // A damaged conversation is marked too: it may be one that waits, and comes back when it is mended.
  markOf: (id, conversation) => (conversation === null || needsDesk(conversation.desk) ? id : null),
};

const history: Kind = {
  folder: historyFolder,
  draft: historyDraftFolder,
  markOf: (_id, conversation) => conversation && historyMark(conversation),
};

const shardsAtOnce = 16;

/** Makes the missing folders of marks from every conversation there is, in one reading of them. */
export const rebuildMarks = async (
  place: Place,
  missing: { desk: boolean; history: boolean },
): Promise<void> => {
  const drafts = [...(missing.desk ? [desk] : []), ...(missing.history ? [history] : [])].map(
    (kind) => new Draft(place, kind),
  );
  for (const draft of drafts) await draft.begin();
  await forEachLimited(shards, shardsAtOnce, (shard) =>
    forEachStored(place, shard, async (id, conversation) => {
      for (const draft of drafts) await draft.add(id, conversation);
    }),
  );
  for (const draft of drafts) await draft.finish();
};

/** A folder under another name until it is complete: half a desk that looks whole would hide customers. */
class Draft {
  readonly #place: Place;
  readonly #kind: Kind;
  readonly #path: string;
  readonly #days = new Set<string>();

  constructor(place: Place, kind: Kind) {
    this.#place = place;
    this.#kind = kind;
    this.#path = path.join(place.root, kind.draft);
  }

  async begin(): Promise<void> {
    await this.#place.files.makeFolder(this.#path);
  }

  async add(id: string, conversation: Conversation | null): Promise<void> {
    const mark = this.#kind.markOf(id, conversation);
    if (mark === null) return;
    const place = path.join(this.#path, mark);
    const folder = path.dirname(place);
    if (folder !== this.#path && !this.#days.has(folder)) {
      await this.#place.files.makeFolder(folder);
      this.#days.add(folder);
    }
    const file = await this.#place.files.create(place);
    await file.close();
  }

  async finish(): Promise<void> {
    const { files, root } = this.#place;
    for (const folder of [...this.#days, this.#path]) await files.syncFolder(folder);
    await files.rename(this.#path, path.join(root, this.#kind.folder));
    await files.syncFolder(root);
  }
}
