import { button, el, setText } from '../../browser/element.ts';
import { dateTimeText } from '../../browser/japan-time.ts';
import type { Context } from '../context.ts';
import { gapsLabels as words } from '../labels/gaps.ts';
import { shellLabels } from '../labels/shell.ts';
import { newArticle } from '../list/new-article.ts';
import { problemText } from '../problem-text.ts';
import { pageAddress } from '../route.ts';
import { checkField } from '../view/fields.ts';
import type { GapsResponse, PagesResponse } from '../wire-types.ts';
import { gapActs } from './gap-acts.ts';

export type Gap = GapsResponse['groups'][number];

/** One line of an article holds at most so many characters (`lineSchema`). */
const MOST_CHARACTERS = 200;

const wordingBoxes = ({ questions }: Gap) =>
  questions.map(({ text, times }) => {
    const fits = text.length <= MOST_CHARACTERS;
    const box = checkField(`${text}（${words.times(times)}）${fits ? '' : words.tooLong}`, fits);
    box.input.disabled = !fits;
    return { text, ...box };
  });

const aboutOf = ({ times, lastAt, why, words: shared }: Gap): HTMLElement =>
  el(
    'p',
    { class: 'aside' },
    [
      words.times(times),
      words.last(dateTimeText(lastAt)),
      ...why.map(({ reason, times: so }) => words.reason(words.reasons[reason], so)),
      ...(shared.length === 0 ? [] : [words.words(shared.join('、'))]),
    ].join('　'),
  );

const nearestOf = ({ nearest }: Gap): HTMLElement =>
  el(
    'p',
    {},
    `${words.nearest}：`,
    nearest ? el('a', { href: pageAddress(nearest.path) }, nearest.title) : words.noNearest,
    nearest ? words.sure(shellLabels.percent(nearest.confidence)) : null,
  );

type Nearest = NonNullable<Gap['nearest']>;

/**
 * From this confidence in the nearest article on it is the first thing to think of, below it a new one is. Of golden
 * questions that missed their article four of five lie above, of questions whose article was taken away every other
 * one below. Sane: 0.2–0.45.
 */
const NEAR_ENOUGH = 0.3;

const isNear = ({ nearest }: Gap): boolean => (nearest?.confidence ?? 0) >= NEAR_ENOUGH;

const toNearest = (nearest: Nearest, look: string, add: (page: Nearest) => void): HTMLElement => {
  const press = button(words.addToNearest, () => add(nearest), look);
  press.setAttribute('aria-label', words.addToNearestOf(nearest.title));
  return press;
};

/** One group of questions without a good answer, and what can be made of it. */
export const gapView = (context: Context, gap: Gap, { pages, groups }: PagesResponse): HTMLElement => {
  const boxes = wordingBoxes(gap);
  const failure = el('p', { class: 'failure', role: 'alert' });
  const chosen = (): string[] => boxes.filter(({ input }) => input.checked).map(({ text }) => text);
  const acts = gapActs(context, pages);
  const [lookOfNearest, lookOfNew] = isNear(gap) ? ['primary', ''] : ['', 'primary'];
  const withChosen = (act: (questions: string[]) => Promise<void>): void => {
    const questions = chosen();
    setText(failure, questions.length === 0 ? words.chooseOne : '');
    if (questions.length === 0) return;
    void act(questions).catch((error: unknown) => setText(failure, problemText(error)));
  };
  return el(
    'li',
    { class: 'gap' },
    el('h3', {}, `「${gap.example}」`),
    aboutOf(gap),
    nearestOf(gap),
    el(
      'fieldset',
      { class: 'wordings' },
      el('legend', {}, words.wordings),
      ...boxes.map(({ element }) => element),
    ),
    failure,
    el(
      'div',
      { class: 'row' },
      gap.nearest &&
        toNearest(gap.nearest, lookOfNearest, (page) =>
          withChosen((questions) => acts.addTo(page, questions)),
        ),
      button(words.addToOther, () => withChosen(acts.addToOther)),
      button(
        words.create,
        () => withChosen((questions) => newArticle(context, groups, { title: gap.example, questions })),
        lookOfNew,
      ),
    ),
  );
};
