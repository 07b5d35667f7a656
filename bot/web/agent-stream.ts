import type { Response } from 'express';
import type { z } from 'zod';
import type { Agent } from '../domain/agent.ts';
import type { Presence } from '../handoff/presence.ts';
import { EventStream, type OpenStreams } from './event-stream.ts';
import type { LiveChanges } from './live.ts';
import type { OfficeWatch } from './office-watch.ts';
import { presentQueueItem } from './presenters/desk.ts';
import type { queueResponse } from './wire.ts';

export interface AgentStreamParts {
  live: LiveChanges;
  officeWatch: OfficeWatch;
  streams: OpenStreams;
  presence: Presence;
  queue(): Promise<z.infer<typeof queueResponse>>;
}

/**
 * The desk's event stream: the whole list on connecting, then every conversation that changes. It needs no
 * numbers: who was cut off gets a new snapshot. An open stream is its agent's sign of life.
 */
export const openAgentStream = async (
  parts: AgentStreamParts,
  response: Response,
  agent: Agent,
): Promise<void> => {
  const { live, officeWatch, streams, presence } = parts;
  const stream = new EventStream(response, () => presence.seen(agent.id));
  streams.add(stream);
  // Listening starts before the snapshot is read: a change in between is sent twice rather than lost.
  stream.onClose(live.onDesk((changed) => stream.send({ event: 'item', data: presentQueueItem(changed) })));
  stream.onClose(
    officeWatch.onChange(({ notices: _notices, ...office }) =>
      stream.send({ event: 'office', data: office }),
    ),
  );
  stream.onClose(() => presence.seen(agent.id));
  stream.send({ event: 'snapshot', data: await parts.queue() });
};
