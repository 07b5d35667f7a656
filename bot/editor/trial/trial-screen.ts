import { el } from '../../browser/element.ts';
import type { Context, Screen } from '../context.ts';
import { trialLabels as words } from '../labels/trial.ts';
import { createLoader } from '../view/loading.ts';
import { trialBox, type TrialBox } from './trial-box.ts';

/** The try box alone. */
export const trialScreen = ({ api }: Context): Screen => {
  const place = el('div');
  let box: TrialBox | null = null;
  void createLoader(place)(api.pages, ({ plans }) => {
    box = trialBox({ api, plans });
    return [box.element];
  });
  return {
    title: words.heading,
    element: el(
      'div',
      { class: 'narrow' },
      el('h2', {}, words.heading),
      el('p', { class: 'intro' }, words.intro),
      place,
    ),
    closed: () => box?.stop(),
  };
};
