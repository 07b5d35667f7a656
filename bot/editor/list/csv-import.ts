import { button, el } from '../../browser/element.ts';
import { ask, openDialog } from '../../browser/modal.ts';
import { Problem } from '../../browser/problem.ts';
import type { Context } from '../context.ts';
import { listLabels } from '../labels/list.ts';
import { shellLabels } from '../labels/shell.ts';
import { problemText } from '../problem-text.ts';
import { pageAddress } from '../route.ts';
import type { ImportResponse } from '../wire-types.ts';

const words = listLabels.csv;

const cameOf = ({ drafted, skipped }: ImportResponse): Node[] => {
  if (drafted.length + skipped.length === 0) return [el('p', {}, words.nothing)];
  const links = drafted.map(({ id, path }) => el('li', {}, el('a', { href: pageAddress(path) }, id)));
  const left = skipped.map(({ id, by }) =>
    el('li', {}, `${id}（${by === null ? words.unknown : shellLabels.san(by)}）`),
  );
  return [
    el('p', {}, words.drafted(drafted.length)),
    el('ul', {}, ...links),
    ...(left.length === 0
      ? []
      : [el('h3', {}, words.skipped), el('p', {}, words.skippedWhy), el('ul', {}, ...left)]),
  ];
};

const tell = (heading: string, content: readonly Node[]): void => {
  const { dialog, body } = openDialog(heading, 'told');
  const close = button(words.close, () => dialog.close(), 'primary');
  body.append(...content, el('div', { class: 'buttons' }, close));
  // A link in it leads to another page.
  body.addEventListener('click', (event) => {
    if (event.target instanceof HTMLAnchorElement) dialog.close();
  });
  dialog.showModal();
};

/** What the server says of the file is written for who made it. */
const whyNot = (error: unknown): string => {
  if (error instanceof Problem && error.code === 'csv-has-errors') return error.title;
  return error instanceof Problem && error.code === 'body-too-large' ? words.tooLarge : problemText(error);
};

/** True when what was lost is to be lost. */
const acceptsLoss = (lost: ImportResponse['lost']): Promise<boolean> => {
  const lines = lost.map(({ id, heading, line }) => el('li', {}, words.lostLine(id, heading, line)));
  const content = [el('p', {}, words.lostWhy), el('ul', {}, ...lines), el('p', {}, words.lostMend)];
  return ask({ heading: words.lost, content, submit: words.importAnyway, danger: true });
};

const send = async ({ api }: Context, csv: Blob): Promise<ImportResponse | null> => {
  const imported = await api.importArticles(csv, 'told');
  if (imported.lost.length === 0) return imported;
  return (await acceptsLoss(imported.lost)) ? api.importArticles(csv, 'accepted') : null;
};

/** Sends a file of articles, and tells what became a draft and what did not, and why. */
export const importCsv = async (context: Context, file: File): Promise<void> => {
  try {
    // What a system calls the type of a CSV differs; the server wants this name.
    const imported = await send(context, new Blob([file], { type: 'text/csv' }));
    if (imported) tell(words.heading, cameOf(imported));
  } catch (error) {
    tell(words.failed, [el('p', { class: 'failure' }, whyNot(error)), el('p', {}, words.nothingChanged)]);
  }
};
