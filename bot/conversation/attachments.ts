import type { Clock } from '../clock.ts';
import {
  findPicture,
  isKept,
  keptPictures,
  mostAttachments,
  type AttachmentContent,
  type Picture,
} from '../domain/attachment.ts';
import { isFromCustomer, type Attachment, type Conversation, type MaskType } from '../domain/conversation.ts';
import type { ApprovedText } from '../domain/reply.ts';
import { personHolds } from '../domain/ticket.ts';
import { AppError } from '../errors.ts';
import { wordingText } from '../knowledge/wording-text.ts';
import type { AttachmentPlace, AttachmentStore, ConversationStore } from '../store/port.ts';
import type { BrainSource } from './brain.ts';
import type { Appended } from './conversations.ts';
import { csvHeader } from './csv-header.ts';
import { takeAttachment } from './features/attach.ts';
import { settingFor } from './judge.ts';
import { Turn } from './turn.ts';

/** A picture as it may be kept: made anew from what was sent, with nothing in it but pixels. */
export interface SafePicture extends Pick<Picture, 'mediaType' | 'width' | 'height'> {
  bytes: Buffer;
}

/**
 * From writing bytes to appending their event (ms). What took longer is given up, long before its bytes
 * count as left over (`left-over-pictures.ts`). Sane: well under the time after which they do.
 */
const latestMs = 2 * 60_000;

interface Parts {
  store: ConversationStore;
  attachments: AttachmentStore;
  brain: BrainSource;
  clock: Clock;
  /** An unguessable id, base64url. */
  randomId(): string;
  /** Milliseconds of a clock that is never set. */
  monotonicMs(): number;
  taken(kind: AttachmentContent['kind']): void;
  failed(error: unknown): void;
}

/** Whether something can be sent now. */
export interface Room {
  /** How many more this conversation takes. */
  left: number;
  /** Why nothing can be sent at present, in approved words; null when it can. */
  refusal: ApprovedText | null;
}

interface Sent {
  clientMessageId: string;
  content: AttachmentContent;
  masked: MaskType[];
}

const reused = (): AppError =>
  new AppError({
    code: 'message-id-reused',
    status: 422,
    message: 'this clientMessageId was used for something else; use a new one for a new attachment',
  });

const gone = (code: string, message: string): AppError => new AppError({ code, status: 410, message });

/** What was removed is not kept, so a retry of it can only be taken for the same. */
const isSamePicture = (earlier: AttachmentContent, sentHash: string | null): boolean =>
  earlier.kind === 'picture' && (!isKept(earlier) || earlier.sentHash === sentHash);

const isSame = (earlier: AttachmentContent, again: AttachmentContent): boolean => {
  if (again.kind === 'picture') return isSamePicture(earlier, again.sentHash);
  if (earlier.kind === 'picture') return false;
  return earlier.columns.length === 0 || JSON.stringify(earlier.columns) === JSON.stringify(again.columns);
};

/** The event of that id of the client; null when nothing was sent under it. @throws AppError 422 for a message's id */
const findSent = (conversation: Conversation, clientMessageId: string): Attachment | null => {
  const earlier = conversation.events.find(
    (event) => isFromCustomer(event) && event.clientMessageId === clientMessageId,
  );
  if (!earlier) return null;
  if (earlier.type === 'attachment') return earlier;
  throw reused();
};

const answerOf = (event: Attachment, conversation: Conversation): Appended => ({
  events: [event],
  seq: event.seq,
  conversation,
});

/**
 * What customers send besides text: pictures, and the header row of a CSV (N3). Only while a person has the
 * conversation or will (`waiting`): nobody else looks at it, and the bot understands no picture.
 */
export class Attachments {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  room({ desk, events }: Conversation): Room {
    const sent = events.filter((event) => event.type === 'attachment').length;
    const refusal = personHolds(desk.state)
      ? null
      : wordingText(this.#parts.brain.current().knowledge, 'attachment-not-now');
    return { left: Math.max(0, mostAttachments - sent), refusal };
  }

  /**
   * Before anything of a body is read: whether it may come. A retry of what was taken always may.
   * @throws AppError 409 `attachment-not-now` with the approved words, or `attachment-limit`; 422 `message-id-reused`
   */
  requireRoom(conversation: Conversation, clientMessageId: string): void {
    if (findSent(conversation, clientMessageId)) return;
    const { left, refusal } = this.room(conversation);
    if (refusal)
      throw new AppError({
        code: 'attachment-not-now',
        status: 409,
        message: 'attachments are taken while a person has the conversation or will',
        details: { ...refusal },
      });
    if (left === 0)
      throw new AppError({
        code: 'attachment-limit',
        status: 409,
        message: `a conversation takes ${mostAttachments} attachments; describe the rest in words`,
      });
  }

  /**
   * Takes a picture: `make` makes it anew, unless it was taken before. The bytes are durable before the event
   * that names them. The same id with the same bytes again gets the first answer.
   * @param sent `sentHash`: SHA-256 (hex) of what was sent
   * @throws AppError as `requireRoom`; 422 `message-id-reused`; what `make` throws
   */
  async picture(
    conversation: Conversation,
    sent: { clientMessageId: string; sentHash: string },
    make: () => Promise<SafePicture>,
  ): Promise<Appended> {
    const { clientMessageId, sentHash } = sent;
    const earlier = findSent(conversation, clientMessageId);
    if (earlier) {
      if (!isSamePicture(earlier.content, sentHash)) throw reused();
      return answerOf(earlier, conversation);
    }
    this.requireRoom(conversation, clientMessageId);
    const { bytes, ...made } = await make();
    const place = { conversationId: conversation.id, id: this.#parts.randomId() };
    const until = this.#parts.monotonicMs() + latestMs;
    await this.#parts.attachments.put(place, bytes);
    const content = { kind: 'picture' as const, id: place.id, ...made, bytes: bytes.length, sentHash };
    return this.#named(place, () =>
      this.#append(conversation.id, { clientMessageId, content, masked: [] }, until),
    );
  }

  /**
   * Takes the header row of a CSV, each column masked.
   * @throws AppError as `requireRoom`; 422 `message-id-reused` or for a text that is more or less than a header row
   */
  async csv(id: string, sent: { clientMessageId: string; header: string }): Promise<Appended> {
    const { columns, masked } = csvHeader(sent.header);
    const content = { kind: 'csv-header' as const, columns };
    return this.#append(id, { clientMessageId: sent.clientMessageId, content, masked });
  }

  /**
   * The bytes of a picture.
   * @throws AppError 404 `attachment-not-found`; 410 `attachment-removed` for one that staff removed, and
   * `attachment-lost` where a backup was restored without it
   */
  async read({ id: conversationId, events }: Conversation, id: string): Promise<SafePicture> {
    const picture = findPicture(events, id);
    if (!picture)
      throw new AppError({ code: 'attachment-not-found', status: 404, message: 'there is no such picture' });
    if (!isKept(picture)) throw gone('attachment-removed', 'staff removed this picture');
    const bytes = await this.#parts.attachments.read({ conversationId, id });
    if (!bytes) throw gone('attachment-lost', 'this picture is not there any more');
    const { mediaType, width, height } = picture;
    return { mediaType, width, height, bytes };
  }

  /** Sees to the bytes once it is known whether an event names them. */
  async #named(place: AttachmentPlace, append: () => Promise<Appended>): Promise<Appended> {
    const { attachments, failed } = this.#parts;
    try {
      const appended = await append();
      const named = keptPictures(appended.events).some(({ id }) => id === place.id);
      // Of two retries side by side the other has won. Either way the customer's picture is safe.
      await (named ? attachments.settle(place) : attachments.remove(place)).catch(failed);
      return appended;
    } catch (error) {
      // A failing store may have kept the event all the same: the bytes stay until somebody has looked.
      const undecided = !(error instanceof AppError) || error.status >= 500;
      if (!undecided) await attachments.remove(place).catch(failed);
      throw error;
    }
  }

  async #append(id: string, sent: Sent, untilMs = Infinity): Promise<Appended> {
    return this.#parts.store.update(id, async (current) => {
      const earlier = findSent(current, sent.clientMessageId);
      if (earlier) {
        if (!isSame(earlier.content, sent.content)) throw reused();
        return { conversation: null, result: answerOf(earlier, current) };
      }
      this.requireRoom(current, sent.clientMessageId);
      if (this.#parts.monotonicMs() > untilMs)
        throw new AppError({
          code: 'storage-unavailable',
          status: 503,
          message: 'keeping the picture took too long; send it again',
        });
      const turn = this.#turn(current);
      takeAttachment(turn, { type: 'attachment', ...sent });
      const event = turn.conversation.events[current.events.length];
      if (event?.type !== 'attachment') throw new Error('the attachment was not appended');
      this.#parts.taken(sent.content.kind);
      return { conversation: turn.conversation, result: answerOf(event, turn.conversation) };
    });
  }

  #turn(conversation: Conversation): Turn {
    const { brain, clock } = this.#parts;
    return new Turn(
      conversation,
      { kind: 'act' },
      settingFor(brain.current(), conversation.customer, clock.now()),
    );
  }
}
