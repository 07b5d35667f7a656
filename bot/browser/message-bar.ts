import { button, el } from './element.ts';
import { sharedLabels } from './labels.ts';

/** Tells what came of something; both are read out by screen readers. */
export interface Messages {
  info(text: string): void;
  problem(text: string): void;
  /** Stays until it is closed or followed. */
  call(text: string, follow: () => void): void;
}

/** How long a confirmation stays. Problems stay until they are closed. Milliseconds, 3,000–10,000. */
const INFO_MS = 5_000;
/** More would cover the work. */
const MOST = 3;

const remove = (region: HTMLElement, text: string): void => {
  for (const line of Array.from(region.children)) if (line.firstChild?.textContent === text) line.remove();
};

const add = (region: HTMLElement, text: string): HTMLElement => {
  // The same sentence twice says nothing new.
  remove(region, text);
  const line = el('div', { class: 'line' }, el('p', {}, text));
  line.append(button(sharedLabels.dismiss, () => line.remove(), 'quiet'));
  region.append(line);
  while (region.children.length > MOST) region.firstElementChild?.remove();
  return line;
};

export interface MessageBar {
  element: HTMLElement;
  messages: Messages;
  /** Takes a problem back that is none any more. */
  withdraw(text: string): void;
}

/** Short messages at the edge of the screen; both kinds are live regions that exist before their first text. */
export const messageBar = (): MessageBar => {
  const infos = el('div', { role: 'status' });
  const problems = el('div', { role: 'alert' });
  return {
    element: el('div', { class: 'messages' }, infos, problems),
    withdraw: (text) => remove(problems, text),
    messages: {
      info: (text) => {
        const line = add(infos, text);
        setTimeout(() => line.remove(), INFO_MS);
      },
      problem: (text) => void add(problems, text),
      call: (text, follow) => {
        const line = add(infos, text);
        line.classList.add('call');
        const go = button(sharedLabels.open, () => {
          line.remove();
          follow();
        });
        line.insertBefore(go, line.lastElementChild);
      },
    },
  };
};
