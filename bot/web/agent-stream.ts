import type { Response } from 'express';
import type { z } from 'zod';
import { may } from '../domain/permission.ts';
import type { ActingAgent } from '../handoff/audited.ts';
import { callerOf } from './agents/guard.ts';
import { EventStream, type OpenStreams, type StreamEvent } from './event-stream.ts';
import type { LiveChanges } from './live.ts';
import type { OfficeWatch } from './office-watch.ts';
import { presentQueueItem } from './presenters/desk.ts';
import { typingForMs, type TypingSigns } from './typing-signs.ts';
import type { queueResponse } from './wire.ts';

export interface AgentStreamParts {
  live: LiveChanges;
  officeWatch: OfficeWatch;
  streams: OpenStreams;
  typing: TypingSigns;
  failed(error: unknown): void;
  queue(): Promise<z.infer<typeof queueResponse>>;
}

/**
 * Asks the agent's program for a sign of life, which is any request of theirs: that our own write went
 * out says nothing, for a laptop that sleeps keeps its connection half open. Ends with the session or the
 * API token, and when the role is no longer one of the desk.
 */
const askForLife = async (again: () => Promise<ActingAgent | null>, stream: EventStream): Promise<void> => {
  const agent = await again();
  if (agent && may(agent.role, 'read')) stream.send({ event: 'ping', data: {} });
  else stream.end();
};

/**
 * The desk's event stream: the whole list on connecting, then every conversation that changes. It needs no
 * numbers: who was cut off gets a new snapshot.
 */
export const openAgentStream = async (parts: AgentStreamParts, response: Response): Promise<void> => {
  const { live, officeWatch, streams } = parts;
  const { again } = callerOf(response);
  const stream = new EventStream(response, () => {
    askForLife(again, stream).catch(parts.failed);
  });
  streams.add(stream);
  // What changes while the list is read may be older or newer than it, so it is told after the list:
  // before it, the list would put an older state, or nothing, in its place.
  let meanwhile: StreamEvent[] | null = [];
  const send = (event: StreamEvent): void => (meanwhile ? void meanwhile.push(event) : stream.send(event));
  stream.onClose(
    live.onDesk({
      changed: (conversation) => send({ event: 'item', data: presentQueueItem(conversation) }),
      gone: (conversationId) => send({ event: 'gone', data: { conversationId } }),
    }),
  );
  stream.onClose(
    officeWatch.onChange(({ notices: _notices, ...office }) =>
      stream.send({ event: 'office', data: office }),
    ),
  );
  stream.onClose(
    parts.typing.onDesk((conversationId) =>
      stream.send({ event: 'typing', data: { conversationId, forMs: typingForMs } }),
    ),
  );
  stream.send({ event: 'snapshot', data: await parts.queue() });
  meanwhile.forEach((event) => stream.send(event));
  meanwhile = null;
};
