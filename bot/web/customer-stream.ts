import { z } from 'zod';
import type { Request, Response } from 'express';
import { lastSeq, type Conversation } from '../domain/conversation.ts';
import { positionOf } from '../handoff/queue.ts';
import type { WaitLines } from '../handoff/wait-line.ts';
import type { HandoffDesk } from '../handoff/desk.ts';
import type { ConversationStore } from '../store/port.ts';
import { pump } from './pump.ts';
import { EventStream, type OpenStreams } from './event-stream.ts';
import type { LiveChanges } from './live.ts';
import type { OfficeWatch } from './office-watch.ts';
import { presentEvent } from './presenters/events.ts';
import { presentPlace } from './presenters/queue-place.ts';
import { parse } from './problem.ts';
import { typingForMs, type TypingSigns } from './typing-signs.ts';
import type { OfficeResponse, QueuePlace } from './wire.ts';

export interface StreamParts {
  store: ConversationStore;
  desk: Pick<HandoffDesk, 'list'>;
  waitLines: Pick<WaitLines, 'at'>;
  live: LiveChanges;
  officeWatch: OfficeWatch;
  streams: OpenStreams;
  typing: TypingSigns;
  office(): OfficeResponse;
  failed(error: unknown): void;
}

const startSchema = z.object({ after: z.coerce.number().int().min(0).default(0) });

/** Where the reader left off: `Last-Event-ID` of a reconnect wins over `after` of the first request. */
const startOf = (request: Request): number => {
  const header = request.headers['last-event-id'];
  return parse(startSchema, header === undefined || header === '' ? request.query : { after: header }).after;
};

/** What the customer would see change: the instants of the range move on with every look. */
const placeKey = ({ position, waitText }: QueuePlace): string => `${position} ${waitText}`;

/** One reader of a conversation: sends what is stored after the number it has sent, whenever it is woken. */
class ConversationReader {
  readonly #parts: StreamParts;
  readonly #stream: EventStream;
  #sent: number;
  #waiting = false;
  /** What was told last of the place in the queue; '' while not waiting. */
  #place = '';

  constructor(parts: StreamParts, stream: EventStream, after: number) {
    this.#parts = parts;
    this.#stream = stream;
    this.#sent = after;
  }

  get waiting(): boolean {
    return this.#waiting;
  }

  async read(id: string): Promise<void> {
    const conversation = await this.#parts.store.load(id);
    if (!conversation) return this.#stream.end();
    // Who claims to know more than there is would hear nothing until the numbers caught up.
    this.#sent = Math.min(this.#sent, lastSeq(conversation));
    for (const event of conversation.events.slice(this.#sent)) {
      if (!this.#stream.open) return;
      this.#stream.send({ id: event.seq, data: presentEvent(event, conversation) });
      this.#sent = event.seq;
      await this.#stream.room();
    }
    this.#waiting = conversation.desk.state === 'waiting';
    if (this.#waiting) await this.#sendPlace(conversation);
    else this.#place = '';
  }

  /** The place in the queue and the likely wait; ephemeral, since they change by what others do and by the clock. */
  async #sendPlace({ id }: Conversation): Promise<void> {
    const position = positionOf(id, await this.#parts.desk.list());
    if (position === null) return;
    const data = presentPlace(position, await this.#parts.waitLines.at(position));
    const place = placeKey(data);
    if (place !== this.#place) this.#stream.send({ event: 'queue', data });
    this.#place = place;
  }
}

/**
 * The customer's event stream. What is sent is read from storage; changes only wake the reader. So there
 * is never a gap and never a double, whatever was cut in between.
 */
export const openCustomerStream = (parts: StreamParts, request: Request, response: Response): void => {
  const id = String(request.params['id']);
  const after = startOf(request);
  // The wait changes with the clock, too: looked at with each heartbeat.
  const stream = new EventStream(response, () => reader.waiting && wake());
  parts.streams.add(stream);
  stream.send({ event: 'office', data: parts.office() });
  const reader = new ConversationReader(parts, stream, after);
  const wake = pump(
    () => reader.read(id),
    (error) => {
      parts.failed(error);
      // An open stream that misses something would look like silence; an ended one is resumed.
      stream.end();
    },
  );
  stream.onClose(parts.live.onConversation(id, wake));
  const wakeInQueue = (): void => void (reader.waiting && wake());
  stream.onClose(parts.live.onDesk({ changed: wakeInQueue, gone: wakeInQueue }));
  stream.onClose(
    parts.officeWatch.onChange((office) => {
      stream.send({ event: 'office', data: office });
      if (reader.waiting) wake();
    }),
  );
  stream.onClose(
    parts.typing.onConversation(id, (agentName) =>
      stream.send({ event: 'typing', data: { agentName, forMs: typingForMs } }),
    ),
  );
  wake();
};
