import type { Request } from 'express';
import type { Conversation } from '../domain/conversation.ts';
import { conversationNotFound } from '../domain/conversation-errors.ts';
import type { Conversations } from '../conversation/conversations.ts';
import { AppError } from '../errors.ts';

/** The bearer token of a request. @throws AppError 401 `token-missing`. */
const bearerToken = (request: Request): string => {
  const token = /^Bearer ([A-Za-z0-9._~+/=-]{1,512})$/.exec(request.headers.authorization ?? '')?.[1];
  if (!token) {
    throw new AppError({
      code: 'token-missing',
      status: 401,
      message: 'send the token of POST /conversations as Authorization: Bearer …',
    });
  }
  return token;
};

/** The conversation of the path, when the token is its own; another's is 404 like one that is not there. */
export const ownConversation = async (
  request: Request,
  conversations: Conversations,
): Promise<Conversation> => {
  const { id } = request.params;
  if (typeof id !== 'string') throw conversationNotFound();
  return conversations.authorise(id, bearerToken(request));
};
