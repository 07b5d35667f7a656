import type { Context } from './control/context.ts';
import type { HandlingControl } from './control/handling.ts';
import type { WritingControl } from './control/writing.ts';
import { labels } from './labels.ts';
import { permissionsFor, type Permissions } from './state/permissions.ts';
import { askRedaction, askTransfer, confirmClose, confirmRelease } from './view/dialogs.ts';

/** What buttons and keys set off at the open conversation: it asks first where something cannot be taken back. */
export interface Commands {
  claim(): void;
  release(): void;
  transfer(): void;
  close(): void;
  redact(seq: number): void;
}

export const createCommands = (
  { store, messages }: Context,
  handling: HandlingControl,
  writing: WritingControl,
): Commands => {
  const may = (): Permissions | null => {
    const { agent, open } = store.state();
    return agent === null || open?.view == null ? null : permissionsFor(open.view, agent);
  };
  /** The open conversation may have changed while a dialog asked. */
  const sameConversation = (): (() => boolean) => {
    const id = store.state().open?.id;
    return () => store.state().open?.id === id;
  };

  /** The colleague who has the open conversation; null when it is the agent's own. */
  const holder = (): string | null => {
    const { agent, open } = store.state();
    return open?.view == null || open.view.agentId === agent?.id ? null : open.view.agentName;
  };

  const release = async (): Promise<void> => {
    const same = sameConversation();
    if ((await confirmRelease(holder())) && same()) await handling.release();
  };
  const close = async (): Promise<void> => {
    const same = sameConversation();
    if ((await confirmClose(writing.draft('reply') !== '', holder())) && same()) await handling.close();
  };
  const transfer = async (): Promise<void> => {
    const same = sameConversation();
    const colleagues = await handling.colleagues().catch((error: unknown) => {
      messages.problem(error instanceof Error ? error.message : labels.problem.server);
      return null;
    });
    if (colleagues === null || !same()) return;
    if (colleagues.length === 0) {
      messages.problem(labels.dialogs.transfer.none);
      return;
    }
    const ports = {
      selfId: store.state().agent?.id ?? '',
      holder: holder(),
      note: writing.draft('transfer'),
      typed: (note: string) => writing.typed('transfer', note),
    };
    const chosen = await askTransfer(colleagues, ports);
    if (chosen === null || !same()) return;
    if (await handling.transfer(chosen.to, chosen.note)) writing.discard('transfer');
  };
  const redact = async (seq: number): Promise<void> => {
    const same = sameConversation();
    const rule = await askRedaction();
    if (rule !== null && same()) await handling.redact(seq, rule);
  };

  return {
    claim: () => void (may()?.claim === true && handling.claim()),
    release: () => void (may()?.handOn === true && release()),
    transfer: () => void (may()?.handOn === true && transfer()),
    close: () => void (may()?.close === true && close()),
    redact: (seq) => void redact(seq),
  };
};
