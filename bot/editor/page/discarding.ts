import { el } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';
import type { Context } from '../context.ts';
import { pageLabels as words } from '../labels/page.ts';
import { problemText } from '../problem-text.ts';
import type { PageResponse } from '../wire-types.ts';

/** Asks, and throws the draft away; true when it is gone. */
export const discardDraft = async (
  { api, messages }: Context,
  { path, fingerprint, filed }: PageResponse,
): Promise<boolean> => {
  const body = filed === null ? words.discarding.bodyNew : words.discarding.body;
  const { heading, submit } = words.discarding;
  if (!(await ask({ heading, content: [el('p', {}, body)], submit, danger: true }))) return false;
  try {
    await api.discard(path, fingerprint);
  } catch (error) {
    messages.problem(problemText(error));
    return false;
  }
  messages.info(words.discarding.done);
  return true;
};
