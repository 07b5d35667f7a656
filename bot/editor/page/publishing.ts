import type { Context } from '../context.ts';
import { pageLabels as words } from '../labels/page.ts';
import { problemText } from '../problem-text.ts';
import type { PagesResponse } from '../wire-types.ts';
import { errorsIn, type FindingsView } from './findings-view.ts';
import { openPublishing } from './publish-dialog.ts';
import type { Saving } from './saving.ts';
import type { Writing } from './writing.ts';

interface Ports {
  writing: Writing;
  saving: Saving;
  findings: FindingsView;
  pages: PagesResponse;
}

/** From the button to the dialog: what is published is saved first, and has no errors. */
export const publish = async (
  context: Context,
  { writing, saving, findings, pages }: Ports,
): Promise<void> => {
  const { messages } = context;
  const { saved, take } = writing;
  if (!writing.unsaved() && saved.isServed) {
    messages.info(words.served);
    return;
  }
  const mustSave = writing.unsaved() || saved.page.draft === null;
  if (mustSave && !(await saving.save())) return;
  if (!(await isSound(context, writing, findings))) return;
  openPublishing(context, {
    page: saved.page,
    approvedByAnother: pages.approvedByAnother,
    published: (page) => {
      take(page);
      messages.info(words.publishing.done);
    },
  });
};

/** Whether the saved text has no errors; says so when it has. */
const isSound = async (
  { api, messages }: Context,
  { saved: { page } }: Writing,
  view: FindingsView,
): Promise<boolean> => {
  try {
    const { findings } = await api.review(page.path, page.text);
    const errors = errorsIn(findings);
    if (errors === 0) return true;
    view.show(findings);
    messages.problem(words.publishing.blocked(errors));
  } catch (error) {
    messages.problem(problemText(error));
  }
  return false;
};
