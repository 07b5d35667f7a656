import { el, setText, show } from '../../browser/element.ts';
import type { Api } from '../api.ts';
import { pageLabels } from '../labels/page.ts';
import { shellLabels } from '../labels/shell.ts';

/** The server forgets who has not said so for a minute. Milliseconds, 10,000–30,000. */
const SAY_AGAIN_MS = 20_000;

/** Says that the page is open here, and tells who else has it open. */
export const presence = (api: Api, path: string): { element: HTMLElement; stop(): void } => {
  const element = el('p', { class: 'notice', role: 'status', hidden: true });
  const say = async (): Promise<void> => {
    // A courtesy: when it fails, saving still notices what others saved.
    const said = await api.editing(path).catch(() => null);
    if (!said) return;
    const names = said.others.map(({ name }) => shellLabels.san(name)).join('、');
    setText(element, names === '' ? '' : pageLabels.others(names));
    show(element, names !== '');
  };
  const timer = setInterval(() => void say(), SAY_AGAIN_MS);
  void say();
  return { element, stop: () => clearInterval(timer) };
};
