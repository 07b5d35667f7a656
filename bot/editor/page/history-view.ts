import { button, el } from '../../browser/element.ts';
import { dateTimeText } from '../../browser/japan-time.ts';
import { ask } from '../../browser/modal.ts';
import type { Context } from '../context.ts';
import { pageLabels } from '../labels/page.ts';
import { shellLabels } from '../labels/shell.ts';
import { readFields, splitFile } from '../text/front-matter.ts';
import { diffView } from '../view/diff-view.ts';
import { selectField, type Option } from '../view/fields.ts';
import { createLoader } from '../view/loading.ts';
import type { PageResponse } from '../wire-types.ts';

const { history: words } = pageLabels;
const PRESENT = 'present';

type Approval = PageResponse['history'][number];

const confirmRestore = (version: number): Promise<boolean> =>
  ask({
    heading: words.restoring.heading(version),
    content: [el('p', {}, words.restoring.body)],
    submit: words.restoring.submit,
  });

/** What customers read of a file. */
const shownOf = (text: string): string =>
  `${readFields(text)?.title ?? ''}\n\n${splitFile(text)?.body ?? text}`;

const approvalLine = ({ version, by, at }: Approval, restore: (version: number) => void): HTMLElement => {
  const again = button(words.restore, () => restore(version));
  again.setAttribute('aria-label', words.restoreOf(version));
  return el(
    'li',
    {},
    el('span', {}, words.version(version)),
    el('span', { class: 'aside' }, words.approved(shellLabels.san(by), dateTimeText(at))),
    again,
  );
};

interface Ports {
  page: PageResponse;
  /** What is being written. */
  text(): string;
  /** False when what is being written could not be saved. */
  save(): Promise<boolean>;
  restored(page: PageResponse, version: number): void;
  failed(error: unknown): void;
}

const comparison = ({ api }: Context, { page, text }: Ports): { element: HTMLElement; compare(): void } => {
  const options: Option[] = [
    { value: PRESENT, label: words.present },
    ...page.history.map(({ version }) => ({ value: String(version), label: words.version(version) })),
  ];
  const older = selectField(words.older, options.toReversed());
  const newer = selectField(words.newer, options);
  const [newest, second] = page.history;
  // Where nothing is written anew, what the last version changed.
  const from = page.draft === null ? (second ?? newest) : newest;
  older.input.value = String(from?.version ?? PRESENT);
  const result = el('div');
  const load = createLoader(result);
  const textOf = async (value: string): Promise<string> => {
    if (value === PRESENT) return shownOf(text());
    const { title, body } = await api.version(page.path, Number(value));
    return `${title}\n\n${body}`;
  };
  const compare = (): void =>
    void load(
      () => Promise.all([textOf(older.input.value), textOf(newer.input.value)]),
      ([before, after]) => [diffView(before, after)],
    );
  for (const { input } of [older, newer]) input.addEventListener('change', compare);
  const fields = el('div', { class: 'fields' }, older.element, newer.element);
  return { element: el('div', { class: 'comparison' }, fields, result), compare };
};

/** Every version that was approved: who, when, what changed, and the way back to it. */
export const historyView = (context: Context, ports: Ports): HTMLElement => {
  const { page } = ports;
  const restore = async (version: number): Promise<void> => {
    if (!(await confirmRestore(version)) || !(await ports.save())) return;
    try {
      ports.restored(await context.api.restore(page.path, version), version);
    } catch (error) {
      ports.failed(error);
    }
  };
  const lines = page.history.map((approval) => approvalLine(approval, (version) => void restore(version)));
  const summary = el('summary', {}, el('h3', {}, words.heading));
  if (lines.length === 0)
    return el('details', { class: 'panel' }, summary, el('p', { class: 'none' }, words.none));
  const { element, compare } = comparison(context, ports);
  const details = el(
    'details',
    { class: 'panel' },
    summary,
    el('ol', { class: 'versions' }, ...lines),
    element,
  );
  details.addEventListener('toggle', () => {
    if (details.open) compare();
  });
  return details;
};
