import { button, el, setText } from '../../browser/element.ts';
import { pageLabels } from '../labels/page.ts';
import { pageAddress } from '../route.ts';
import type { ReviewResponse } from '../wire-types.ts';

const { findings: words } = pageLabels;

type Finding = ReviewResponse['findings'][number];

const isPage = (file: string): boolean =>
  /^knowledge\/(?:articles|wording\/[a-z0-9-]+)\/[a-z0-9-]+\.md$/.test(file);

const placeOf = ({ file, line }: Finding, path: string, goTo: (line: number) => void): Node => {
  if (file === path) return button(`${words.line(line)}（${words.goTo}）`, () => goTo(line), 'link');
  const place = words.elsewhere(file, line);
  return isPage(file) ? el('a', { href: pageAddress(file) }, place) : el('span', { class: 'aside' }, place);
};

export const errorsIn = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === 'error').length;

export interface FindingsView {
  element: HTMLElement;
  busy(): void;
  /** null: nothing could be found out. */
  show(findings: readonly Finding[] | null): void;
}

/** What is to be mended in the text; each finding leads to its line. */
export const findingsView = (path: string, goTo: (line: number) => void): FindingsView => {
  const count = el('span', { class: 'count', role: 'status' });
  const list = el('ul', { class: 'findings' });
  const item = (finding: Finding): HTMLElement =>
    el(
      'li',
      { 'data-severity': finding.severity },
      el(
        'span',
        { class: 'badge', 'data-tone': finding.severity === 'error' ? 'urgent' : 'due' },
        words[finding.severity],
      ),
      el('span', {}, finding.message),
      placeOf(finding, path, goTo),
    );
  return {
    element: el(
      'details',
      { class: 'panel', open: true },
      el('summary', {}, el('h3', {}, words.heading), count),
      list,
    ),
    busy: () => setText(count, words.checking),
    show: (findings) => {
      if (findings === null) {
        setText(count, words.failed);
        return;
      }
      const errors = errorsIn(findings);
      setText(count, findings.length === 0 ? words.none : words.count(errors, findings.length - errors));
      list.replaceChildren(...findings.map(item));
    },
  };
};
