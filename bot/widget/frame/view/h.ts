import { h } from '../../../browser/h.ts';

export { h };

type Child = Node | string | null;

/** A button that submits nothing. */
export const button = (
  label: Child,
  onclick: (press: Event) => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement => h('button', { type: 'button', ...attributes, onclick }, label);

const SVG = 'http://www.w3.org/2000/svg';

/** A decorative line drawing on a 24 × 24 field; its meaning stands in text beside it. */
export const icon = (path: string): SVGSVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
};

/** Paths of the drawings. */
export const drawings = {
  /** A counter's window with a speech mark: the product's sign. */
  window: 'M4 20V10a8 8 0 0 1 16 0v10M2.5 20h19M8.5 12.5h7M8.5 16h4',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M12 19V5M6 11l6-6 6 6',
  person: 'M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM5 20a7 7 0 0 1 14 0',
} as const;
