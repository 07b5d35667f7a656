import { dayText } from '../../browser/japan-time.ts';
import type { AgentEventView } from '../wire-types.ts';
import { customerMessagesAfter } from './transcript.ts';

export type TranscriptRow =
  | { type: 'day'; key: string; text: string }
  | { type: 'fresh'; key: string }
  | { type: 'event'; key: string; event: AgentEventView };

export interface RowOptions {
  /** Events without a line of their own are left out. */
  hasLine: (event: AgentEventView) => boolean;
  /** With a number: a line before the first message of the customer after it. */
  freshAfter: number | null;
}

/** The transcript's lines: a day before the first event of each day, and what was overlooked marked as such. */
export const transcriptRows = (events: readonly AgentEventView[], options: RowOptions): TranscriptRow[] => {
  const { hasLine, freshAfter } = options;
  const firstFresh = freshAfter === null ? undefined : customerMessagesAfter(events, freshAfter)[0];
  let day = '';
  return events.filter(hasLine).flatMap((event) => {
    const rows: TranscriptRow[] = [];
    const text = dayText(event.at);
    if (text !== day) rows.push({ type: 'day', key: `day-${event.seq}`, text });
    day = text;
    if (event.seq === firstFresh?.seq) rows.push({ type: 'fresh', key: 'fresh' });
    return [...rows, { type: 'event', key: `event-${event.seq}`, event }];
  });
};
