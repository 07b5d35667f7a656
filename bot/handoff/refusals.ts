import type { Conversation, DeskState } from '../domain/conversation.ts';
import type { DeskAction } from '../domain/ticket.ts';
import { AppError } from '../errors.ts';

const conflict = (code: string, message: string, details: Record<string, unknown> = {}): AppError =>
  new AppError({ code, status: 409, message, details });

export const alreadyClaimed = ({ desk }: Conversation): AppError =>
  conflict('already-claimed', `${desk.agentName} has this conversation`, {
    owner: { id: desk.agentId, name: desk.agentName },
  });

export const notClaimed = (): AppError =>
  conflict('not-claimed', 'nobody has this conversation; claim it first');

export const customerWrote = (seq: number): AppError =>
  conflict('customer-wrote', 'the customer wrote after the last message you have seen', { seq });

export const notAllowedIn = (state: DeskState, action: DeskAction): AppError =>
  conflict('not-allowed-now', `${action} is not possible while the conversation is ${state}`, { state });

export const notRedactable = (): AppError =>
  new AppError({
    code: 'not-redactable',
    status: 422,
    message: 'seq is not a message of the customer or of an agent, an attachment, nor a comment of a survey',
  });

export const transferToSelf = (): AppError =>
  new AppError({
    code: 'transfer-to-self',
    status: 422,
    message: 'you have this conversation already; name a colleague',
  });

export const transferToHolder = (): AppError =>
  new AppError({
    code: 'transfer-to-holder',
    status: 422,
    message: 'who is named has this conversation already; name a colleague',
  });

export const receiverNotAtDesk = (): AppError =>
  new AppError({
    code: 'receiver-not-at-desk',
    status: 422,
    message: 'the role of who is named is not for the desk; name somebody who may answer',
  });
