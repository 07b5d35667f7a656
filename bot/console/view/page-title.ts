import { labels } from '../labels.ts';
import { isUnread } from '../state/read-marks.ts';
import type { State } from '../state/state.ts';

/** The tab says how many wait or have written unseen, so that it can be watched from another window. */
export const showTitle = ({ desk, agent, marks }: State): void => {
  const calling = [...desk.values()].filter(
    (item) => item.state === 'waiting' || (item.agentId === agent?.id && isUnread(marks, item, agent?.id)),
  );
  const title = calling.length === 0 ? labels.title : `(${calling.length}) ${labels.title}`;
  if (document.title !== title) document.title = title;
};
