import { pictureAddressOf } from '../api.ts';
import { labels } from '../labels.ts';
import { lastSeqOf } from '../state/transcript.ts';
import { transcriptRows, type TranscriptRow } from '../state/transcript-rows.ts';
import type { AgentEventView } from '../wire-types.ts';
import { button, el, show } from '../../browser/element.ts';
import { eventView, hasLine, type EventPorts } from './event-view.ts';
import { keyedList, type ItemView } from './keyed-list.ts';

export interface TranscriptPorts extends Omit<EventPorts, 'titleOf' | 'pictureAddress'> {
  /** Everything up to this number has been before the agent's eyes. */
  seen(seq: number): void;
}

export interface Transcript {
  id: string;
  events: readonly AgentEventView[];
  /** See `transcriptRows`. */
  freshAfter: number | null;
}

/** So near the end counts as being there: a line of text, and the rounding of zoomed pages. Pixels, 8–60. */
const NEAR_END = 40;

const line = (className: string, text: string): ItemView<TranscriptRow> => ({
  element: el('li', { class: className }, text),
  update: () => undefined,
});

const rowView = (row: TranscriptRow, ports: EventPorts): ItemView<TranscriptRow> => {
  if (row.type === 'day') return line('day', row.text);
  if (row.type === 'fresh') return line('fresh', labels.conversation.fresh);
  const view = eventView(row.event, ports);
  return {
    element: view.element,
    update: (next) => {
      if (next.type === 'event') view.update(next.event);
    },
  };
};

/**
 * What was said, oldest first. It follows new messages only while its end is in view; otherwise a
 * button leads there, and what is below counts as unseen, so that a reply to it would be refused.
 */
export const transcriptView = (
  ports: TranscriptPorts,
): {
  element: HTMLElement;
  /** Titles of articles by id, before the events that speak of them. */
  know(titles: Readonly<Record<string, string>>): void;
  update(transcript: Transcript): void;
} => {
  const list = el('ol', { 'aria-label': labels.conversation.transcript });
  const scroller = el(
    'div',
    { class: 'scroller', tabindex: 0, role: 'region', 'aria-label': labels.conversation.transcript },
    list,
  );
  const toEnd = button(labels.conversation.newBelow, () => goToEnd(), 'to-end');
  const element = el('div', { class: 'transcript' }, scroller, toEnd);
  let shown: Transcript = { id: '', events: [], freshAfter: null };
  const pictureAddress = (pictureId: string): string => pictureAddressOf(shown.id, pictureId);
  const updateRows = keyedList<TranscriptRow>(list, {
    key: (row) => row.key,
    create: (row) =>
      rowView(row, { redact: ports.redact, titleOf: (id) => titles[id] ?? id, pictureAddress }),
  });
  let titles: Readonly<Record<string, string>> = {};

  const atEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
  const look = (): void => {
    if (!atEnd()) return;
    show(toEnd, false);
    if (document.visibilityState === 'visible' && shown.events.length > 0)
      ports.seen(lastSeqOf(shown.events));
  };
  const goToEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight;
    look();
  };
  const isNew = (next: Transcript): boolean =>
    next.id !== shown.id || (shown.events.length === 0 && next.events.length > 0);

  show(toEnd, false);
  scroller.addEventListener('scroll', look, { passive: true });
  document.addEventListener('visibilitychange', look);
  // The composer grows with its text and takes room from here: the end stays in view.
  let follow = true;
  scroller.addEventListener('scroll', () => (follow = atEnd()), { passive: true });
  new ResizeObserver(() => follow && goToEnd()).observe(scroller);

  return {
    element,
    know: (next) => {
      titles = next;
    },
    update: (next) => {
      if (next.events === shown.events && next.freshAfter === shown.freshAfter && next.id === shown.id)
        return;
      const refused = next.freshAfter !== null && next.events !== shown.events;
      const stay = !isNew(next) && !refused && !atEnd();
      const grown = lastSeqOf(next.events) > lastSeqOf(shown.events);
      // Keys are sequence numbers, which two conversations share.
      if (next.id !== shown.id) updateRows([]);
      shown = next;
      updateRows(transcriptRows(next.events, { hasLine, freshAfter: next.freshAfter }));
      if (!stay) goToEnd();
      else if (grown) show(toEnd, true);
    },
  };
};
