import type { z } from 'zod';
import type { attachmentRoomResponse } from '../../../web/wire.ts';

/** Whether something can be sent now, and if not, why, in approved words. */
export type Room = z.infer<typeof attachmentRoomResponse>;

/** What is sent, under an id that stays the same over every retry: a picture, or a header row as CSV. */
export interface Sending {
  id: string;
  body: Blob | string;
}

/** What preparing something needs of the rest of the frame. Calls reject with `ApiError`. */
export interface AttachPorts {
  room(): Promise<Room>;
  /** Resolves when the server keeps it. */
  send(content: Sending, signal: AbortSignal): Promise<void>;
  /** Masks personal data, as the server does. */
  mask(text: string): { text: string; found: readonly unknown[] };
  newId(): string;
}
