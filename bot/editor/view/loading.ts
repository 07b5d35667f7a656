import { button, el } from '../../browser/element.ts';
import { shellLabels } from '../labels/shell.ts';
import { problemText } from '../problem-text.ts';

/**
 * Draws what has to be fetched first; says so meanwhile, and offers to try again when it did not come.
 * The last of several calls for the same place wins.
 */
export const createLoader = (place: HTMLElement) => {
  let turn = 0;
  const load = async <T>(
    fetching: () => Promise<T>,
    draw: (found: T) => readonly Node[],
    busyText: string = shellLabels.loading,
  ): Promise<void> => {
    turn += 1;
    const mine = turn;
    place.setAttribute('aria-busy', 'true');
    place.replaceChildren(el('p', { class: 'busy', role: 'status' }, busyText));
    try {
      const found = await fetching();
      if (mine !== turn) return;
      place.replaceChildren(...draw(found));
    } catch (error) {
      if (mine !== turn) return;
      const again = button(shellLabels.again, () => void load(fetching, draw, busyText));
      place.replaceChildren(
        el('div', { class: 'failure', role: 'alert' }, el('p', {}, problemText(error))),
        again,
      );
    } finally {
      if (mine === turn) place.removeAttribute('aria-busy');
    }
  };
  return load;
};
