import { z } from 'zod';
import {
  agentMessageSchema,
  botMessageSchema,
  conversationSchema,
  customerMessageSchema,
  deskSchema,
  feedbackSchema,
  noteSchema,
  redactedSchema,
  statusSchema,
  surveyAskedSchema,
  surveySchema,
  attachmentSchema,
  type Conversation,
  type ConversationEvent,
} from '../domain/conversation.ts';
import type { ConversationStore, Json } from '../store/port.ts';
import { subjectSchema } from './forget.ts';
import { loadReadable } from './load-readable.ts';
import type { ReadableRemains } from './remains.ts';

/** Only what a shape names, whatever else the stored record has: its keys are left out and not refused. */
const only = <Shape extends z.core.$ZodLooseShape>({ shape }: { shape: Shape }) => z.object(shape);

/**
 * What was said and done, as in the transcript. Left out are the log-in names of agents, who are other people,
 * and the ids by which a client repeats a message.
 */
const eventSchemas = {
  'customer-message': only(customerMessageSchema.omit({ clientMessageId: true, repliesUpTo: true })),
  'bot-message': only(botMessageSchema),
  'agent-message': only(agentMessageSchema.omit({ clientMessageId: true, agentId: true })),
  status: only(statusSchema.omit({ agentId: true })),
  feedback: only(feedbackSchema),
  'survey-asked': only(surveyAskedSchema),
  survey: only(surveySchema),
  // The bytes of pictures are among what is kept beside the conversation.
  attachment: only(attachmentSchema.omit({ clientMessageId: true })),
  redacted: only(redactedSchema.omit({ agentId: true })),
} satisfies Record<ConversationEvent['type'], z.ZodType>;

const { id, customer, openedAt, updatedAt, pageUrl, intake, dialogueState } = conversationSchema.shape;

const exportedConversationSchema = z.object({
  id,
  customer,
  openedAt,
  updatedAt,
  pageUrl,
  /** Where it stands with the desk. */
  desk: only(deskSchema.omit({ agentId: true })),
  /** What was asked before it was handed to a person (I1). */
  intake,
  events: z.array(
    z.discriminatedUnion('type', [
      eventSchemas['customer-message'],
      eventSchemas['bot-message'],
      eventSchemas['agent-message'],
      eventSchemas.status,
      eventSchemas.feedback,
      eventSchemas['survey-asked'],
      eventSchemas.survey,
      eventSchemas.attachment,
      eventSchemas.redacted,
    ]),
  ),
  /** What agents wrote about it for each other. */
  notes: z.array(only(noteSchema.omit({ agentId: true }))),
  /** Answers given in a dialogue that is not finished. */
  dialogueState,
  /** What is kept beside the conversation, by its kind, such as attachments. */
  remains: z.record(z.string(), z.array(z.json())),
});

/** Everything that is held on one person. `version` is raised when the shape changes. */
export const customerExportSchema = z.object({
  format: z.literal('madoguchi-customer-export'),
  version: z.literal(1),
  /** `sub` of the person's identity. */
  customer: subjectSchema,
  exportedAt: z.iso.datetime({ offset: true }),
  /** The oldest first. */
  conversations: z.array(exportedConversationSchema),
  /** Names of what could not be read, so that nobody knows whether it is this person's. */
  unreadable: z.array(z.string()),
});
export type CustomerExport = z.infer<typeof customerExportSchema>;

interface Source {
  store: Pick<ConversationStore, 'select' | 'load'>;
  remains: readonly ReadableRemains[];
}

/** Reads everything that is held on one person; nothing when nothing is. */
export const exportCustomer = async (
  { store, remains }: Source,
  { customer: subject, at }: { customer: string; at: Date },
): Promise<CustomerExport> => {
  const conversations: CustomerExport['conversations'] = [];
  const unreadable: string[] = [];
  for await (const portion of store.select({ customer: subject })) {
    unreadable.push(...portion.unreadable);
    for (const each of portion.ids) {
      const found = await loadReadable(store, each);
      if (found === 'unreadable') unreadable.push(each);
      else if (found?.customer.subject === subject) conversations.push(await exported(found, remains));
    }
  }
  return {
    format: 'madoguchi-customer-export',
    version: 1,
    customer: subject,
    exportedAt: at.toISOString(),
    conversations: conversations.toSorted((one, other) => one.openedAt.localeCompare(other.openedAt)),
    unreadable,
  };
};

const exported = async (
  conversation: Conversation,
  remains: readonly ReadableRemains[],
): Promise<CustomerExport['conversations'][number]> => {
  const kept: Record<string, Json[]> = {};
  for (const each of remains) kept[each.kind] = await each.read(conversation);
  return exportedConversationSchema.parse({ ...conversation, remains: kept });
};
