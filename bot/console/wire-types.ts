import type { z } from 'zod';
import type { AuditAct } from '../domain/audit.ts';
import type { Block } from '../domain/blocks.ts';
import type {
  agentEventView,
  agentMessageResponse,
  agentsResponse,
  agentView,
  customerTyping,
  textsResponse,
  auditResponse,
  customerView,
  noteView,
  officeView,
  redactRequest,
  signedInView,
} from '../web/wire.ts';

/** The wire's types under the names this program uses. Types only: no schema gets into the bundle. */
export type {
  AgentEventView,
  AgentText,
  ConversationView,
  HistoryResponse,
  QueueItem,
  QueueResponse,
} from '../web/wire.ts';
export type { AuditAct, Block };
export type AuditResponse = z.infer<typeof auditResponse>;
export type AuditRow = AuditResponse['rows'][number];
export type AgentMessageResponse = z.infer<typeof agentMessageResponse>;
export type AgentsResponse = z.infer<typeof agentsResponse>;
export type CustomerTyping = z.infer<typeof customerTyping>;
export type TextsResponse = z.infer<typeof textsResponse>;
export type AgentView = z.infer<typeof agentView>;
/** Who logged in, with what the role may. */
export type SignedInView = z.infer<typeof signedInView>;
export type CustomerView = z.infer<typeof customerView>;
export type NoteView = z.infer<typeof noteView>;
export type OfficeView = z.infer<typeof officeView>;
export type RedactionRule = z.infer<typeof redactRequest>['rule'];

type EventView = z.infer<typeof agentEventView>;
type MessageView = Extract<EventView, { type: 'message' }>;
export type BotMessage = Extract<MessageView, { from: 'bot' }>;
export type WrittenMessage = Exclude<MessageView, BotMessage>;
export type SurveyEvent = Extract<EventView, { type: 'survey' }>;
export type AttachmentEvent = Extract<EventView, { type: 'attachment' }>;
export type SurveyAsked = Extract<EventView, { type: 'survey-asked' }>;
export type StatusEvent = Extract<EventView, { type: 'status' }>;
