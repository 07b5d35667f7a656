import type { Messages } from '../../browser/message-bar.ts';
import { shellLabels } from '../labels/shell.ts';

/** Into the clipboard, and says what came of it. */
export const copyText = async (text: string, messages: Messages): Promise<void> => {
  try {
    await navigator.clipboard.writeText(text);
    messages.info(shellLabels.copied);
  } catch {
    messages.problem(shellLabels.copyFailed);
  }
};
