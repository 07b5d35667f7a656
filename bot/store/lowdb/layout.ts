import { createHash } from 'node:crypto';
import { z } from 'zod';
import { agentSchema, agentSessionSchema } from '../../domain/agent.ts';
import { apiTokenSchema } from '../../domain/api-token.ts';
import type { Conversation } from '../../domain/conversation.ts';
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
export const agentsFile = 'agents.json';
export const sessionsFile = 'sessions.json';
export const tokensFile = 'tokens.json';
export const auditFolder = 'audit';
export const lockFileName = 'lock';
/** Of agents, sessions and tokens. */
export const agentsLockName = 'agents.lock';
export const auditLockName = 'audit.lock';

/** 256 folders: 400 files in each at 100,000 conversations. */
export const shards = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

/** By a hash, so that ids of any making fill the folders evenly. */
const shardOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 2);

export const conversationFile = (id: string): string => `${conversationsFolder}/${shardOf(id)}/${id}.json`;

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

export const tokensFileSchema = z.strictObject({ format, tokens: z.array(apiTokenSchema) });
export type TokensFile = z.infer<typeof tokensFileSchema>;
