import path from 'node:path';
import { StartError } from '../../errors.ts';
import { isConversationId } from '../conversation-id.ts';
import type { Accounts, Deliveries, Stores, WebhookEndpoints } from '../port.ts';
import { LowdbAgents } from './agents.ts';
import { LowdbAttachments } from './attachments.ts';
import { LowdbAuditLog } from './audit-log.ts';
import { LowdbConversations } from './conversations.ts';
import { LowdbDeliveries } from './deliveries.ts';
import { DeliveryFiles } from './delivery-files.ts';
import { DeskMarkers } from './desk-markers.ts';
import { LowdbEndpoints } from './endpoints.ts';
import type { Files } from './files.ts';
import { systemCode } from './files.ts';
import { prepareFolders } from './folders.ts';
import { isHistoryDay } from './history-mark.ts';
import { HistoryMarks } from './history-marks.ts';
import { agentsLockName, auditLockName, lockFileName } from './layout.ts';
import { LockFile } from './lock-file.ts';
import { nodeFiles } from './node-files.ts';
import { LowdbOutbox } from './outbox.ts';
import type { Processes } from './processes.ts';
import { FolderRequests } from './requests.ts';
import { systemProcesses } from './processes.ts';
import { ShortLock } from './short-lock.ts';
import { LowdbTokens } from './tokens.ts';

export interface LowdbOptions {
  /** The data folder; made when it is not there. */
  folder: string;
  /** Hears of damage that no caller asked about, and of what a listener throws. */
  report: (error: unknown) => void;
  /** Conversations kept in memory; 100 to 100,000, at 10 to 40 KB each. */
  recentLimit?: number;
  /** Replaced in tests. */
  files?: Files;
  processes?: Processes;
}

const usualRecentLimit = 2_000;

/**
 * Opens the embedded store: takes the folder's lock, clears what a crash left, and loads the
 * conversations that the desk needs. The lock is given up by `conversations.close()`.
 * @throws StartError when the folder cannot be used or another process has it.
 */
export const openLowdbStores = async (options: LowdbOptions): Promise<Stores> => {
  const { files = nodeFiles, processes = systemProcesses, folder, report } = options;
  const release = await explained(folder, () => takeFolder({ files, processes }, folder));
  try {
    const endpoints = new LowdbEndpoints({ files, processes }, folder);
    const attachments = await explained(folder, () => LowdbAttachments.open({ files, root: folder }));
    const end = async (): Promise<void> => {
      await attachments.close();
      await release();
    };
    return {
      ...(await explained(folder, () => openConversations(options, { files, release: end, endpoints }))),
      ...accountsIn({ files, processes, report }, folder),
      attachments,
      signs: null,
      passing: null,
      requests: new FolderRequests({ files, root: folder, report: options.report }),
      endpoints,
    };
  } catch (error) {
    await release().catch(() => {});
    throw error;
  }
};

/** What commands change beside a server that may be running. */
export const openLowdbAccounts = async (folder: string): Promise<Accounts> => {
  await explained(folder, () => nodeFiles.makeFolder(folder));
  return accountsIn({ files: nodeFiles, processes: systemProcesses, report: () => {} }, folder);
};

interface System {
  files: Files;
  processes: Processes;
  report: (error: unknown) => void;
}

const accountsIn = (system: System, root: string): Accounts => {
  const { files, report } = system;
  const lock = new ShortLock(system, root, agentsLockName);
  const tokens = new LowdbTokens({ files, root, lock });
  return {
    agents: new LowdbAgents({ files, root, lock, tokens }),
    tokens,
    audit: new LowdbAuditLog({ files, root, report, lock: new ShortLock(system, root, auditLockName) }),
  };
};

/** The webhooks alone, beside a server that may be running: for the `webhook` command. */
export const openLowdbWebhooks = async (
  folder: string,
): Promise<{ endpoints: WebhookEndpoints; deliveries: Deliveries }> => {
  await explained(folder, () => nodeFiles.makeFolder(folder));
  return {
    endpoints: new LowdbEndpoints({ files: nodeFiles, processes: systemProcesses }, folder),
    deliveries: new LowdbDeliveries(new DeliveryFiles({ files: nodeFiles, root: folder })),
  };
};

const openConversations = async (
  options: LowdbOptions,
  parts: { files: Files; release: () => Promise<void>; endpoints: WebhookEndpoints },
): Promise<Pick<Stores, 'conversations' | 'outbox'>> => {
  const { files, release, endpoints } = parts;
  const { folder: root, report, recentLimit = usualRecentLimit } = options;
  const { desk, history } = await prepareFolders({ files, root, report });
  const outbox = new LowdbOutbox({
    files: new DeliveryFiles({ files, root }),
    endpoints,
    readConversation: (id) => conversations.load(id),
    report,
  });
  await outbox.open();
  const conversations: LowdbConversations = new LowdbConversations({
    files,
    root,
    outbox,
    markers: new DeskMarkers({ files, root }, desk.filter(isConversationId)),
    history: new HistoryMarks({ files, root }, history.filter(isHistoryDay)),
    recentLimit,
    report,
    release,
  });
  await conversations.loadDesk();
  return { conversations, outbox };
};

const takeFolder = async (
  system: { files: Files; processes: Processes },
  folder: string,
): Promise<() => Promise<void>> => {
  await system.files.makeFolder(folder);
  const attempt = await new LockFile(system, path.join(folder, lockFileName)).take();
  if (attempt.taken) return attempt.release;
  throw new StartError(
    `The data folder ${folder} is locked by pid ${attempt.heldBy ?? 'unknown'}; stop that process, or set MADOGUCHI_DATA to another folder`,
  );
};

/** The system's code of an error or of what caused it. */
const rootCode = (error: unknown): string | null =>
  systemCode(error) ?? (error instanceof Error && error.cause ? rootCode(error.cause) : null);

const explained = async <T>(folder: string, task: () => Promise<T>): Promise<T> => {
  try {
    return await task();
  } catch (error) {
    const code = rootCode(error);
    if (code === null) throw error;
    throw new StartError(
      `The data folder ${folder} cannot be used (${code}); make it writable for this user, or set MADOGUCHI_DATA to another folder`,
      { cause: error },
    );
  }
};
