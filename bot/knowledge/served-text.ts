import { approvedTextPath, parseApprovedText, sha256 } from './approved-text.ts';
import type { Approval, ApprovedPictures } from './approvals-schema.ts';
import { decodeText, maxPageBytes } from './decode-text.ts';
import { FileMemo } from './file-memo.ts';
import type { Finding } from './finding.ts';
import { approvedPicture, isApprovedAsItIs } from './page-pictures.ts';
import { approvedPicturePath } from './picture-files.ts';
import { readBody } from './read-page.ts';
import type { Page } from './read-page.ts';
import type { SourceBlock } from './source-block.ts';
import type { KnowledgeSources } from './sources.ts';

/** The words that customers get: the present ones when they are approved, else those approved last. */
export interface ServedText {
  title: string;
  body: string;
  blocks: SourceBlock[];
  /** The bytes that are approved of each picture. */
  pictures: ApprovedPictures;
  version: number;
  /** Hex, of the approved text. */
  sha256: string;
  /** Where the words stand. */
  file: string;
  bodyLine: number;
}

export interface Serving {
  /** null for what was never approved, or whose approved text is damaged. */
  text: ServedText | null;
  findings: Finding[];
}

type AnyPage = Page<{ title: string }>;

/** What is served for a page. An approved text that no longer has its hash is an error, needed or not. */
export function servedText(page: AnyPage, sources: KnowledgeSources): Serving {
  const approval = approvalOf(sources, page.id);
  if (approval === null) return { text: null, findings: [] };
  const { version, sha256: hash, pictures = {} } = approval;
  const damage = findDamage(page.id, approval, sources);
  if (damage.length > 0) return { text: null, findings: damage };
  const approved = { version, sha256: hash, pictures };
  if (!isApprovedAsItIs(page, approval, sources)) {
    return servedInstead(approvedTextPath(page.id, version), sources, approved);
  }
  const { front, body, blocks, bodyLine } = page;
  const place = { file: page.file, bodyLine };
  return { text: { title: front.title, body, blocks, ...approved, ...place }, findings: [] };
}

/** The present approval of an id, or null. */
export function approvalOf({ approvals }: KnowledgeSources, id: string): Approval | null {
  return Object.hasOwn(approvals, id) ? (approvals[id] ?? null) : null;
}

const hashes = new FileMemo((file, bytes) => {
  const { text } = decodeText(file, bytes);
  return text === null ? null : sha256(text);
});

/** Which of an approval's files in `knowledge/approved/` no longer have the hash that was recorded with it. */
export function findDamage(id: string, approval: Approval, sources: KnowledgeSources): Finding[] {
  const file = approvedTextPath(id, approval.version);
  const bytes = sources.approvedTexts.get(file);
  const isWhole = bytes !== undefined && hashes.get(file, bytes) === approval.sha256;
  const pictures = Object.values(approval.pictures ?? {}).filter((name) => !approvedPicture(sources, name));
  return [...(isWhole ? [] : [damaged(file)]), ...pictures.map((name) => damaged(approvedPicturePath(name)))];
}

const texts = new FileMemo((file, bytes) => {
  const approved = parseApprovedText(decodeText(file, bytes, maxPageBytes).text ?? '');
  if (approved === null) return { text: null, findings: [damaged(file)] };
  const { blocks, findings } = readBody(file, approved.body, 3);
  return { text: { ...approved, blocks, file, bodyLine: 3 }, findings };
});

/** The words approved last, which stand in for those that nobody approved yet. */
function servedInstead(
  file: string,
  sources: KnowledgeSources,
  approval: Pick<ServedText, 'version' | 'sha256' | 'pictures'>,
): Serving {
  const bytes = sources.approvedTexts.get(file);
  if (bytes === undefined) return { text: null, findings: [damaged(file)] };
  const { text, findings } = texts.get(file, bytes);
  return { text: text && { ...text, ...approval }, findings };
}

const damaged = (file: string): Finding => ({
  file,
  line: 1,
  message:
    '承認の記録と、保存されている承認済みの文が一致しません（書き換えられたか、消えています）。このファイルと knowledge/approvals.json をGitで元に戻してください。',
  severity: 'error',
});
