import type { Conversation } from '../domain/conversation.ts';
import { deliverySchema, type Delivery } from '../domain/webhook.ts';
import { hasHappened } from '../domain/webhook-events.ts';
import type { Outcome } from './port.ts';

/**
 * The deliveries that may be written with `conversation`. Checked before writing, as the conversation is.
 * @throws Error on a fault of the caller: of another conversation, or of what is not in it.
 */
export const storableDue = ({ due = [] }: Outcome<unknown>, conversation: Conversation): Delivery[] =>
  due.map((delivery) => {
    const checked = deliverySchema.parse(delivery);
    if (!hasHappened(checked.event, conversation))
      throw new Error('A webhook must tell of an event of the conversation that it comes with');
    return checked;
  });
