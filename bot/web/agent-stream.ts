import type { Response } from 'express';
import type { z } from 'zod';
import type { Agent } from '../domain/agent.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Presence } from '../handoff/presence.ts';
import { sessionOf } from './agents/guard.ts';
import type { AgentSessions } from './agents/sessions.ts';
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
  sessions: AgentSessions;
  failed(error: unknown): void;
  queue(): Promise<z.infer<typeof queueResponse>>;
}

/** An open stream is its agent's sign of life, for as long as the session lasts. */
const signOfLife = async (
  { sessions, presence }: AgentStreamParts,
  token: string,
  stream: EventStream,
): Promise<void> => {
  const signedIn = await sessions.verify(token);
  if (signedIn) presence.seen(signedIn.agent.id);
  else stream.end();
};

/**
 * The desk's event stream: the whole list on connecting, then every conversation that changes. It needs no
 * numbers: who was cut off gets a new snapshot.
 */
export const openAgentStream = async (
  parts: AgentStreamParts,
  response: Response,
  agent: Agent,
): Promise<void> => {
  const { live, officeWatch, streams, presence } = parts;
  const { token } = sessionOf(response);
  const stream = new EventStream(response, () => {
    signOfLife(parts, token, stream).catch(parts.failed);
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
  stream.onClose(() => presence.seen(agent.id));
  stream.send({ event: 'snapshot', data: await parts.queue() });
  meanwhile.forEach(send);
  meanwhile = null;
};
