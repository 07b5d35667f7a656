import { actorOf } from '../domain/audit.ts';
import { append, type Conversation, type NewEvent } from '../domain/conversation.ts';
import { conversationNotFound } from '../domain/conversation-errors.ts';
import { requireMay } from '../domain/permission.ts';
import { redactionOf, withoutContent, writtenBy, type RedactionRule } from '../domain/redaction.ts';
import type { AttachmentPlace, AttachmentStore } from '../store/port.ts';
import type { ActingAgent, Audited } from './audited.ts';
import { DeskSteps, type DeskParts } from './desk-steps.ts';
import * as refuse from './refusals.ts';

interface Parts extends DeskParts {
  attachments: AttachmentStore;
}

/** Takes what should not have been written out of a conversation (N4). */
export class Redactions {
  readonly #parts: Parts;
  readonly #steps: DeskSteps;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#steps = new DeskSteps(parts);
  }

  /**
   * Removes the content of a message, of a survey's comment or of an attachment (N4). The transcript shows
   * that something was removed and by which rule; text, columns and the bytes of a picture are gone from
   * the store. When that fails half-way, the picture is shown to nobody any more, and doing it again ends it.
   */
  async redact(
    id: string,
    agent: ActingAgent,
    target: { seq: number; rule: RedactionRule },
  ): Promise<Conversation> {
    requireMay(agent, 'redact');
    const audited = (): Audited => ({ actor: actorOf(agent), act: 'redact', details: { ...target } });
    const { attachments, clock } = this.#parts;
    const picture = await this.#pictureAt(id, target.seq);
    if (picture) await attachments.doubt(picture);
    const redacted = await this.#steps.change(id, audited, (current) => {
      if (!writtenBy(current.events[target.seq - 1])) throw refuse.notRedactable();
      if (redactionOf(current.events, target.seq)) return current;
      const mark: NewEvent = { type: 'redacted', on: target.seq, rule: target.rule, agentId: agent.id };
      return append(withoutContent(current, target.seq), clock.now(), [mark]);
    });
    if (picture) await attachments.remove(picture);
    return redacted;
  }

  /** Where the bytes of the event `seq` are kept; null when it is no picture. */
  async #pictureAt(id: string, seq: number): Promise<AttachmentPlace | null> {
    const conversation = await this.#parts.store.load(id);
    if (!conversation) throw conversationNotFound();
    const event = conversation.events[seq - 1];
    if (event?.type !== 'attachment' || event.content.kind !== 'picture') return null;
    return { conversationId: id, id: event.content.id };
  }
}
