import { el } from '../../browser/element.ts';
import { pageLabels } from '../labels/page.ts';
import { trialLabels } from '../labels/trial.ts';

interface Parts {
  /** Above everything: what can be done, who else is here, what can be restored. */
  top: readonly HTMLElement[];
  editor: HTMLElement;
  findings: HTMLElement;
  preview: HTMLElement;
  trial: HTMLElement;
  history: HTMLElement;
}

const panel = (heading: string, content: HTMLElement): HTMLElement =>
  el('details', { class: 'panel', open: true }, el('summary', {}, el('h3', {}, heading)), content);

/** One text on the table: written at the left, looked at from all sides at the right. */
export const pageLayout = ({ top, editor, findings, preview, trial, history }: Parts): HTMLElement => {
  const panels = el(
    'div',
    { class: 'panels' },
    findings,
    panel(pageLabels.preview.heading, preview),
    panel(trialLabels.heading, trial),
    history,
  );
  return el('div', { class: 'page' }, ...top, el('div', { class: 'columns' }, editor, panels));
};
