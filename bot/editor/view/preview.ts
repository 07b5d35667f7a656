import { blocks } from '../../browser/blocks.ts';
import { el } from '../../browser/element.ts';
import type { Block } from '../wire-types.ts';
import { withDraftPictures } from './preview-pictures.ts';

/** The widget's own styles, from where the widget has them. */
const WIDGET_STYLES = ['/widget/frame.css', '/widget/later.css'];

export interface Preview {
  element: HTMLElement;
  show(said: readonly Block[]): void;
}

/**
 * An answer as the widget shows it: its blocks, drawn by the same code and styled by the same files, which
 * a shadow root keeps away from this page.
 */
export const previewOf = (said: readonly Block[] = []): Preview => {
  const element = el('div', { class: 'preview' });
  const root = element.attachShadow({ mode: 'open' });
  const card = el('div', { class: 'card' });
  const styles = WIDGET_STYLES.map((href) => el('link', { rel: 'stylesheet', href }));
  root.append(...styles, el('div', { class: 'bot' }, card));
  const show = (next: readonly Block[]): void => {
    card.hidden = next.length === 0;
    card.replaceChildren(...blocks(withDraftPictures(next)));
  };
  show(said);
  return { element, show };
};
