import { createHash } from 'node:crypto';
import { z } from 'zod';
import { agentSchema, agentSessionSchema } from '../../domain/agent.ts';
import { apiTokenSchema } from '../../domain/api-token.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { deliverySchema, endpointSchema } from '../../domain/webhook.ts';
import { placeName } from '../attachment-place.ts';
import type { AttachmentPlace } from '../port.ts';
import { storedConversationSchema } from '../storable.ts';

/**
 * What lies where in the data folder, relative to it. README.md beside this file explains the order
 * of writes and what a crash between any two of them leaves.
 */
export const conversationsFolder = 'conversations';
export const deskFolder = 'desk';
/** The desk's folder while it is rebuilt. */
export const deskDraftFolder = 'desk.new';
export const historyFolder = 'history';
/** The history's folder while it is rebuilt. */
export const historyDraftFolder = 'history.new';
export const attachmentsFolder = 'attachments';
/** An empty file for each picture of which it is not known whether an event names it. */
export const doubtsFolder = `${attachmentsFolder}/in-doubt`;
export const agentsFile = 'agents.json';
export const sessionsFile = 'sessions.json';
export const tokensFile = 'tokens.json';
export const auditFolder = 'audit';
export const lockFileName = 'lock';
/** Of agents, sessions and tokens. */
export const agentsLockName = 'agents.lock';
/** What commands ask of the running server. */
export const requestsFolder = 'requests';
export const endpointsFile = 'webhooks.json';
export const endpointsLockName = 'webhooks.lock';
export const outboxFolder = 'outbox';
export const auditLockName = 'audit.lock';

/** 256 folders: 400 files in each at 100,000 conversations. */
export const shards = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

/** By a hash, so that ids of any making fill the folders evenly. */
const shardOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 2);

export const conversationFile = (id: string): string => `${conversationsFolder}/${shardOf(id)}/${id}.json`;

/** All pictures of a conversation lie in one folder, with those of others. */
export const attachmentsShard = (conversationId: string): string =>
  `${attachmentsFolder}/${shardOf(conversationId)}`;

export const attachmentFile = (place: AttachmentPlace): string =>
  `${attachmentsShard(place.conversationId)}/${placeName(place)}`;

export const deskMarker = (id: string): string => `${deskFolder}/${id}`;

/** Raised when the shape changes; a migration then reads the old number. */
const format = z.literal(1);

export const conversationFileSchema = z.strictObject({ format, conversation: storedConversationSchema });

/** What `conversationFileSchema` lets pass, or that there is no such conversation. */
export interface ConversationRecord {
  format: 1;
  conversation: Conversation | null;
}

export const agentsFileSchema = z.strictObject({ format, agents: z.array(agentSchema) });
export type AgentsFile = z.infer<typeof agentsFileSchema>;

export const sessionsFileSchema = z.strictObject({ format, sessions: z.array(agentSessionSchema) });
export type SessionsFile = z.infer<typeof sessionsFileSchema>;

export const endpointsFileSchema = z.strictObject({ format, endpoints: z.array(endpointSchema) });
export type EndpointsFile = z.infer<typeof endpointsFileSchema>;

export const deliveryFileSchema = z.strictObject({ format, delivery: deliverySchema });
export const tokensFileSchema = z.strictObject({ format, tokens: z.array(apiTokenSchema) });
export type TokensFile = z.infer<typeof tokensFileSchema>;
