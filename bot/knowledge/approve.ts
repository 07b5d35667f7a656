import { StartError } from '../errors.ts';
import { approvedTextPath, formatApprovedText } from './approved-text.ts';
import type { Approval, Approvals } from './approvals-schema.ts';
import { lineSchema } from './article-schema.ts';
import { errorsOf, formatFinding } from './finding.ts';
import type { Finding } from './finding.ts';
import type { LoadedKnowledge } from './load.ts';
import { isApprovedAsItIs, picturesToApprove, presentPicture } from './page-pictures.ts';
import { approvedPicturePath } from './picture-files.ts';
import { approvalsPath } from './read-approvals.ts';
import type { Page } from './read-page.ts';
import { approvalOf } from './served-text.ts';
import type { KnowledgeSources } from './sources.ts';

export interface ApprovalOrder {
  ids: readonly string[] | 'all';
  /** Who approves. */
  by: string;
  at: Date;
}

export interface ApprovalChange {
  id: string;
  /** null when it was never approved before. */
  from: number | null;
  to: number;
  sha256: string;
}

/** What an approval writes; nothing is written yet. */
export interface ApprovalPlan {
  approvals: Approvals;
  /** Content by path, such as `knowledge/approved/invite-resend/2.md`. */
  texts: Map<string, string>;
  /** Bytes by path, such as `knowledge/approved/pictures/<sha256>.png`. */
  pictures: Map<string, Uint8Array>;
  changes: ApprovalChange[];
  /** Asked for, and approved in these very words already. */
  unchanged: string[];
}

type AnyPage = Page<{ title: string }>;

/**
 * Approves the present texts of articles and wordings. Throws `StartError`, in Japanese for editors,
 * for unknown ids, broken files and a missing name; then nothing at all is approved.
 */
export function planApproval(loaded: LoadedKnowledge, order: ApprovalOrder): ApprovalPlan {
  const by = approverName(order.by);
  const pages = orderedPages(loaded.sources, order.ids, loaded);
  refuseBroken(loaded, pages, order.ids);
  const plan: ApprovalPlan = {
    approvals: { ...loaded.sources.approvals },
    texts: new Map(),
    pictures: new Map(),
    changes: [],
    unchanged: [],
  };
  for (const page of pages) addApproval(plan, page, { by, at: order.at, sources: loaded.sources });
  return plan;
}

function approverName(by: string): string {
  const name = lineSchema.safeParse(by);
  if (name.success) return name.data;
  throw new StartError('承認する人の名前を --by に続けて書いてください（例: --by 佐藤）。');
}

function orderedPages(
  { articles, wording }: KnowledgeSources,
  ids: ApprovalOrder['ids'],
  { findings }: LoadedKnowledge,
): AnyPage[] {
  if (ids === 'all') return [...articles.values(), ...wording.values()];
  return [...new Set(ids)].map((id) => {
    const page = articles.get(id) ?? wording.get(id);
    if (page) return page;
    const own = mistakes(findings).filter(({ file }) => file.endsWith(`/${id}.md`));
    if (own.length > 0) throw broken(own.map(formatFinding));
    throw new StartError(
      `「${id}」という記事や文言はありません。ファイル名から .md を除いたものを書いてください（例: invite-resend）。`,
    );
  });
}

/** A broken approvals.json must not be replaced by a fresh one: its history would be lost. */
function refuseBroken(loaded: LoadedKnowledge, pages: AnyPage[], ids: ApprovalOrder['ids']): void {
  const asked = new Set(pages.map(({ file }) => file));
  const isAsked = (file: string): boolean =>
    asked.has(file) || (ids === 'all' && /^knowledge\/(?:articles|wording)\//.test(file));
  const findings = mistakes(loaded.findings).filter(({ file }) => file === approvalsPath || isAsked(file));
  if (findings.length > 0) throw broken(findings.map(formatFinding));
}

/** What approving does not mend by itself. */
const mistakes = (findings: readonly Finding[]): Finding[] =>
  errorsOf(findings).filter(({ awaitsApproval }) => !awaitsApproval);

const broken = (lines: string[]): StartError =>
  new StartError(`直すところがあるため、承認しませんでした。\n${lines.join('\n')}`);

interface Signature {
  by: string;
  at: Date;
  sources: KnowledgeSources;
}

function addApproval(plan: ApprovalPlan, page: AnyPage, { by, at, sources }: Signature): void {
  const previous = approvalOf(sources, page.id);
  if (isApprovedAsItIs(page, previous, sources)) {
    plan.unchanged.push(page.id);
    return;
  }
  const version = (previous?.version ?? 0) + 1;
  const pictures = picturesToApprove(page, sources);
  const covered =
    Object.keys(pictures).length > 0 ? { sha256: page.sha256, pictures } : { sha256: page.sha256 };
  const approval: Approval = { version, ...covered, by, at: at.toISOString() };
  plan.approvals[page.id] = { ...approval, history: historyOf(sources, page.id) };
  plan.texts.set(
    approvedTextPath(page.id, version),
    formatApprovedText({ title: page.front.title, body: page.body }),
  );
  for (const [name, kept] of Object.entries(pictures)) {
    const picture = presentPicture(sources, name);
    if (picture) plan.pictures.set(approvedPicturePath(kept), picture.bytes);
  }
  plan.changes.push({ id: page.id, from: previous?.version ?? null, to: version, sha256: page.sha256 });
}

/** The approvals before the new one, oldest first. */
function historyOf({ approvals }: KnowledgeSources, id: string): Approval[] {
  const entry = Object.hasOwn(approvals, id) ? approvals[id] : undefined;
  if (entry === undefined) return [];
  const { history, ...previous } = entry;
  return [...history, previous];
}
