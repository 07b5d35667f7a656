/** A counter's window with a speech mark. */
const SIGN = 'M4 20V10a8 8 0 0 1 16 0v10M2 20h20M8 12h8M8 16h5';

const drawing = (tag: string, attribute: string, value: string): Element => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  element.setAttribute(attribute, value);
  return element;
};

/** The button on the host page. */
export interface Launcher {
  element: HTMLButtonElement;
  /**
   * The panel has a button to close it, and takes the launcher's place once it is there.
   * @param words in place of the label
   */
  show(open: boolean, words?: string): void;
  /** Its name for screen readers carries what is unread, too. */
  setUnread(count: number | undefined): void;
}

export const createLauncher = (label: string, onPress: () => void): Launcher => {
  const element = document.createElement('button');
  const text = new Text();
  const badge = document.createElement('b');
  const svg = drawing('svg', 'viewBox', '0 0 24 24');
  svg.append(drawing('path', 'd', SIGN));
  element.append(svg, text, badge);
  element.addEventListener('click', onPress);
  return {
    element,
    show(open, words = label) {
      element.ariaExpanded = `${open}`;
      text.data = words;
    },
    setUnread(count) {
      badge.textContent = `${count || ''}`;
      element.ariaLabel = count ? `${label}（未読${count}件）` : null;
    },
  };
};
