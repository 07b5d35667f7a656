import type { Response } from 'express';
import type { z } from 'zod';
import type { Conversation } from '../domain/conversation.ts';
import { may } from '../domain/permission.ts';
import type { ActingAgent } from '../handoff/audited.ts';
import { callerOf } from './agents/guard.ts';
import { EventStream, type OpenStreams } from './event-stream.ts';
import type { LiveChanges } from './live.ts';
import type { OfficeWatch } from './office-watch.ts';
import { presentQueueItem } from './presenters/desk.ts';
import type { queueResponse } from './wire.ts';

export interface AgentStreamParts {
  live: LiveChanges;
  officeWatch: OfficeWatch;
  streams: OpenStreams;
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
  const send = (changed: Conversation): void =>
    stream.send({ event: 'item', data: presentQueueItem(changed) });
  // What changes while the list is read may be older or newer than it, so it is told after the list:
  // before it, the list would put an older state, or nothing, in its place.
  let meanwhile: Conversation[] | null = [];
  stream.onClose(live.onDesk((changed) => (meanwhile ? void meanwhile.push(changed) : send(changed))));
  stream.onClose(
    officeWatch.onChange(({ notices: _notices, ...office }) =>
      stream.send({ event: 'office', data: office }),
    ),
  );
  stream.send({ event: 'snapshot', data: await parts.queue() });
  meanwhile.forEach(send);
  meanwhile = null;
};
