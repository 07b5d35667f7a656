const SVG = 'http://www.w3.org/2000/svg';
/** A counter's window with a speech mark. */
const SIGN = 'M4 20V10a8 8 0 0 1 16 0v10M2.5 20h19M8.5 12.5h7M8.5 16h4';

/** The button on the host page; its name for screen readers carries what is unread. */
export class Launcher {
  readonly element = document.createElement('button');
  readonly #badge = document.createElement('b');
  readonly #label: string;

  constructor(label: string, onPress: () => void) {
    this.#label = label;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', SIGN);
    svg.append(path);
    this.element.append(svg, label, this.#badge);
    this.element.addEventListener('click', onPress);
    this.show(false);
  }

  /** The panel has a button to close it, and takes the launcher's place once it is there. */
  show(open: boolean): void {
    this.element.ariaExpanded = String(open);
  }

  setUnread(count: number): void {
    this.#badge.textContent = count > 0 ? String(count) : '';
    this.element.ariaLabel = count > 0 ? `${this.#label}（未読${count}件）` : null;
  }
}
