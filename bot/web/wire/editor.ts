import { z } from 'zod';
import { agentRoleSchema } from '../../domain/agent.ts';
import { blockSchema } from '../../domain/blocks.ts';
import { customerSchema } from '../../domain/customer.ts';
import { topicIdSchema } from '../../domain/decision.ts';
import { pagePathSchema } from '../../workshop/drafts/page-path.ts';
import { changeKinds } from '../../workshop/impact/change-kind.ts';
import { isoInstant } from './shared.ts';

/** The editors' workshop (`/editor/…`). Texts are whole Markdown files, front matter included. */

/** A file of knowledge is at most this long; the text of one travels in JSON. */
const text = z.string().max(200_000);
const path = pagePathSchema;
const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

const draftNote = z.object({
  by: z.string().nullable(),
  name: z.string().nullable(),
  savedAt: isoInstant.nullable(),
});
const approvalView = z.object({ version: z.int(), by: z.string(), at: isoInstant });
const finding = z.object({
  file: z.string(),
  line: z.int(),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
});

export const pageItem = z.object({
  path: z.string(),
  id: z.string(),
  kind: z.enum(['article', 'wording']),
  title: z.string(),
  group: z.string(),
  /** Other ways to ask it, those of `intents/phrasings/` left out; 0 for a wording. */
  questions: z.int(),
  /** `new`: only a draft yet; `waiting`: the file was changed without an approval. */
  state: z.enum(['served', 'draft', 'new', 'waiting', 'broken']),
  draft: draftNote.nullable(),
  approval: approvalView.nullable(),
  source: z.string().nullable(),
  verifiedOn: z.string().nullable(),
  reviewBy: z.string().nullable(),
});
export type PageItem = z.infer<typeof pageItem>;

const named = z.object({ id: z.string(), name: z.string() });

/** `GET /editor/pages` */
export const pagesResponse = z.object({
  pages: z.array(pageItem),
  groups: z.array(named),
  /** Of customers, for trials. */
  plans: z.array(named),
  /** ISO date of Japan, by the server's clock. */
  today: z.iso.date(),
  /** True: who wrote a draft must not approve it. */
  approvedByAnother: z.boolean(),
  me: z.object({ id: z.string(), name: z.string(), role: agentRoleSchema }),
});
export type PagesResponse = z.infer<typeof pagesResponse>;

export const pageQuery = z.strictObject({ path });
/** `GET /editor/page`, and the answer to every change of a page. */
export const pageResponse = z.object({
  path: z.string(),
  text: z.string(),
  fingerprint,
  /** The file's own text; null for a page that is only a draft yet. */
  filed: z.string().nullable(),
  draft: draftNote.nullable(),
  /** The newest first. */
  history: z.array(approvalView),
});
export type PageResponse = z.infer<typeof pageResponse>;

/** `PUT /editor/draft`; `fingerprint` of the text that was before the editor, null for a new page. */
export const draftRequest = z.strictObject({ path, text, fingerprint: fingerprint.nullable() });
/** `POST /editor/discard` and `POST /editor/publish`. */
export const draftAction = z.strictObject({ path, fingerprint });
/** `POST /editor/review` */
export const reviewRequest = z.strictObject({ path, text });
export const reviewResponse = z.object({
  findings: z.array(finding),
  title: z.string().nullable(),
  blocks: z.array(blockSchema),
});
export type ReviewResponse = z.infer<typeof reviewResponse>;

/** `POST /editor/pictures`: a picture made anew, waiting for the text that names it. */
export const newPictureResponse = z.object({
  /** As `![…](pictures/name)` has it. */
  name: z.string(),
  /** Where editors see it, before and after it is published. */
  address: z.string(),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
});
export type NewPictureResponse = z.infer<typeof newPictureResponse>;

/** `GET /editor/version` */
export const versionQuery = z.strictObject({ path, version: z.coerce.number().int().positive() });
export const versionResponse = z.object({ version: z.int(), title: z.string(), body: z.string() });
export type VersionResponse = z.infer<typeof versionResponse>;
/** `POST /editor/restore` */
export const restoreRequest = z.strictObject({ path, version: z.int().positive() });

/** `POST /editor/editing`: said every 20 s by who has a page open; the answer names the others. */
export const editingRequest = z.strictObject({ path });
export const editingResponse = z.object({ others: z.array(z.object({ id: z.string(), name: z.string() })) });
export type EditingResponse = z.infer<typeof editingResponse>;

/** `POST /editor/try`: what the bot would say, and why. */
export const tryRequest = z.strictObject({
  question: z.string().min(1).max(1_000),
  /** Absent: an administrator of a company with a contract. */
  customer: customerSchema.optional(),
  /** When it is asked; absent: now. */
  at: isoInstant.optional(),
  /** `served`: what customers get; `drafts`: with all drafts, as if they were approved. */
  knowledge: z.enum(['served', 'drafts']).default('served'),
  /** A text that is being written, on top of that. */
  page: reviewRequest.optional(),
});
export const outcomeView = z.object({
  kind: z.enum(['answer', 'clarify', 'refuse', 'handoff', 'smalltalk', 'fallback']),
  /** In an editor's words: 回答：… */
  label: z.string(),
  target: z.string().nullable(),
  choices: z.array(z.object({ id: z.string(), title: z.string() })),
  confidence: z.number().nullable(),
  rule: z.string(),
  reply: z.string(),
});
export type OutcomeView = z.infer<typeof outcomeView>;
export const tryResponse = z.object({
  /** null while the files do not load. */
  outcome: outcomeView.nullable(),
  blocks: z.array(blockSchema),
  words: z.array(z.string()),
  topics: z.array(
    z.object({ id: topicIdSchema, title: z.string(), evidence: z.array(z.string()), confidence: z.number() }),
  ),
  articles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      confidence: z.number(),
      /** Words of the question that were found, the weightiest first. */
      matches: z.array(z.object({ term: z.string(), where: z.enum(['question', 'answer', 'tag']) })),
    }),
  ),
});
export type TryResponse = z.infer<typeof tryResponse>;

/** `POST /editor/impact`: what drafts would change, over golden questions and those of the last days. */
export const impactRequest = z.strictObject({
  /** The pages whose drafts are meant; absent: all. */
  paths: z.array(path).max(1_000).optional(),
  days: z.int().min(0).max(365).default(30),
});
export const impactResponse = z.object({
  questions: z.int(),
  asked: z.int(),
  changes: z.array(
    z.object({
      text: z.string(),
      asked: z.int(),
      change: z.enum(changeKinds),
      label: z.string(),
      before: outcomeView,
      after: outcomeView,
      verdict: z.enum(['better', 'worse', 'neither']),
    }),
  ),
  /** As a table for a pull request. */
  markdown: z.string(),
});
export type ImpactResponse = z.infer<typeof impactResponse>;
