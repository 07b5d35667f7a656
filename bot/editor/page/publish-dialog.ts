import { button, el } from '../../browser/element.ts';
import { openDialog } from '../../browser/modal.ts';
import { sharedLabels } from '../../browser/labels.ts';
import type { Context } from '../context.ts';
import { impactSummary } from '../impact/impact-view.ts';
import { pageLabels } from '../labels/page.ts';
import { problemText } from '../problem-text.ts';
import { copyText } from '../view/copy.ts';
import { diffView } from '../view/diff-view.ts';
import type { PageResponse } from '../wire-types.ts';
import { servedText } from './served-text.ts';

const { publishing: words } = pageLabels;

/** Real questions of so many days are asked again before a text is published. */
const IMPACT_DAYS = 30;

interface Ports {
  page: PageResponse;
  /** Who wrote a draft must not approve it. */
  approvedByAnother: boolean;
  published(page: PageResponse): void;
}

const approvedOf = ({ api }: Context, { path, history }: PageResponse) => {
  const [newest] = history;
  return newest ? api.version(path, newest.version).catch(() => null) : Promise.resolve(null);
};

const changesOf = async (context: Context, page: PageResponse): Promise<Node[]> => {
  const served = servedText(page, await approvedOf(context, page));
  const first = served === '' ? [el('p', { class: 'aside' }, words.firstTime)] : [];
  return [...first, diffView(served, page.text)];
};

const impactOf = async ({ api }: Context, path: string): Promise<Node[]> => {
  try {
    return impactSummary(await api.impact([path], IMPACT_DAYS));
  } catch {
    return [el('p', { class: 'notice' }, words.impactFailed)];
  }
};

const ownDraft = (context: Context): HTMLElement =>
  el(
    'div',
    { class: 'notice' },
    el('p', {}, words.own),
    button(words.copyAddress, () => void copyText(window.location.href, context.messages)),
  );

const draw = async (place: HTMLElement, nodes: Promise<Node[]>): Promise<void> =>
  place.replaceChildren(...(await nodes));

/** Shows what customers will read instead, and which answers change, before anybody approves it. */
export const openPublishing = (context: Context, { page, approvedByAnother, published }: Ports): void => {
  const { dialog, body } = openDialog(words.heading, 'publishing');
  const own = approvedByAnother && page.draft?.by === context.me.id;
  const changes = el('div', {}, el('p', { class: 'busy', role: 'status' }, sharedLabels.starting));
  const impact = el('div', {}, el('p', { class: 'busy', role: 'status' }, words.impactBusy));
  const failure = el('p', { class: 'failure', role: 'alert' });
  const go = button(words.submit, () => void publish(), 'primary');
  go.disabled = true;
  const publish = async (): Promise<void> => {
    go.disabled = true;
    go.textContent = words.working;
    try {
      published(await context.api.publish(page.path, page.fingerprint));
      dialog.close();
    } catch (error) {
      failure.textContent = problemText(error);
      go.textContent = words.submit;
      go.disabled = false;
    }
  };
  body.append(
    ...(own ? [ownDraft(context)] : []),
    el('h3', {}, words.changes),
    changes,
    el('h3', {}, words.impact),
    impact,
    failure,
    el(
      'div',
      { class: 'buttons' },
      button(sharedLabels.cancel, () => dialog.close()),
      ...(own ? [] : [go]),
    ),
  );
  dialog.showModal();
  const look = async (): Promise<void> => {
    await Promise.all([draw(changes, changesOf(context, page)), draw(impact, impactOf(context, page.path))]);
    go.disabled = false;
  };
  void look();
};
