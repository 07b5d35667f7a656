import { labels } from '../labels.ts';
import { lastSeqOf } from '../state/transcript.ts';
import type { Store } from '../store.ts';
import type { AgentEventView } from '../wire-types.ts';
import { el } from '../../browser/element.ts';

/** Long enough for a screen reader to take it up, short enough that nobody finds it by browsing. Milliseconds. */
const KEEP_MS = 10_000;

/** A region that is only heard: each line is read out once and then taken away. */
export const announcer = (): { element: HTMLElement; announce(text: string): void } => {
  const element = el('div', { class: 'sr-only', 'aria-live': 'polite', role: 'log' });
  return {
    element,
    announce: (text) => {
      const line = el('p', {}, text);
      element.append(line);
      setTimeout(() => line.remove(), KEEP_MS);
    },
  };
};

const spoken = (event: AgentEventView, agentName: string): string | null => {
  if ('agentName' in event && event.agentName === agentName) return null;
  if (event.type === 'status') return labels.happened(event);
  if (event.type === 'survey') return labels.announce.survey(labels.survey.score(event.score));
  if (event.type === 'attachment') return labels.announce.attachment(event.kind);
  if (event.type !== 'message') return null;
  if (event.from === 'bot') return labels.announce.bot;
  return event.from === 'customer'
    ? labels.announce.customer(event.text)
    : labels.announce.agent(event.agentName);
};

/** Reads out what is new in the open conversation, except what this agent did. */
export const announceNewEvents = (store: Store, announce: (text: string) => void): void =>
  store.subscribe((state, before) => {
    const known = before.open?.view;
    const view = state.open?.view;
    if (!known || !view || known.conversationId !== view.conversationId || known.events === view.events)
      return;
    const last = lastSeqOf(known.events);
    for (const event of view.events.filter(({ seq }) => seq > last)) {
      const text = spoken(event, state.agent?.name ?? '');
      if (text !== null) announce(text);
    }
  });
