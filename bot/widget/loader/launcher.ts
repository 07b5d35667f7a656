const SVG = 'http://www.w3.org/2000/svg';
/** A counter's window with a speech mark, and a cross. */
const SIGN = 'M4 20V10a8 8 0 0 1 16 0v10M2.5 20h19M8.5 12.5h7M8.5 16h4';
const CROSS = 'M6 6l12 12M18 6L6 18';

export interface Launcher {
  element: HTMLButtonElement;
  show(open: boolean): void;
  setUnread(count: number): void;
}

/** The button on the host page; its name for screen readers carries what is unread. */
export const createLauncher = (label: string, onPress: () => void): Launcher => {
  const element = document.createElement('button');
  element.type = 'button';
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = svg.appendChild(document.createElementNS(SVG, 'path'));
  const words = document.createElement('span');
  words.textContent = label;
  const badge = document.createElement('b');
  badge.hidden = true;
  element.append(svg, words, badge);
  element.addEventListener('click', onPress);
  element.setAttribute('aria-haspopup', 'dialog');

  const show = (open: boolean): void => {
    element.setAttribute('aria-expanded', String(open));
    path.setAttribute('d', open ? CROSS : SIGN);
  };
  const setUnread = (count: number): void => {
    badge.hidden = count === 0;
    badge.textContent = String(count);
    element.setAttribute('aria-label', count === 0 ? label : `${label}（未読${count}件）`);
  };
  show(false);
  setUnread(0);
  return { element, show, setUnread };
};
