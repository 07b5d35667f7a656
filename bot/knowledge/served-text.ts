import type { Block } from '../domain/blocks.ts';
import { approvedTextPath, parseApprovedText, sha256 } from './approved-text.ts';
import type { Approval } from './approvals-schema.ts';
import { decodeText } from './decode-text.ts';
import { FileMemo } from './file-memo.ts';
import type { Finding } from './finding.ts';
import { readBody } from './read-page.ts';
import type { Page } from './read-page.ts';
import type { KnowledgeSources } from './sources.ts';

/** The words that customers get: the present ones when they are approved, else those approved last. */
export interface ServedText {
  title: string;
  body: string;
  blocks: Block[];
  version: number;
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
  const file = approvedTextPath(page.id, approval.version);
  const approved = readApprovedText(file, sources, approval.sha256);
  if (approved.text === null) return { text: null, findings: approved.findings };
  if (page.sha256 !== approval.sha256) {
    return { text: { ...approved.text, version: approval.version }, findings: approved.findings };
  }
  const { front, body, blocks, bodyLine } = page;
  const text = { title: front.title, body, blocks, version: approval.version, file: page.file, bodyLine };
  return { text, findings: [] };
}

/** The present approval of an id, or null. */
export function approvalOf({ approvals }: KnowledgeSources, id: string): Approval | null {
  return Object.hasOwn(approvals, id) ? (approvals[id] ?? null) : null;
}

interface ReadApprovedText {
  text: Omit<ServedText, 'version'> | null;
  findings: Finding[];
}

const hashes = new FileMemo((file, bytes) => {
  const { text } = decodeText(file, bytes);
  return text === null ? null : sha256(text);
});

const texts = new FileMemo((file, bytes): ReadApprovedText => {
  const decoded = decodeText(file, bytes).text ?? '';
  const approved = parseApprovedText(decoded);
  if (approved === null) return { text: null, findings: [damaged(file)] };
  const { blocks, findings } = readBody(file, approved.body, 3);
  return { text: { ...approved, blocks, file, bodyLine: 3 }, findings };
});

/** A text in `knowledge/approved/`, checked against the hash that was recorded with its approval. */
export function readApprovedText(file: string, sources: KnowledgeSources, hash: string): ReadApprovedText {
  const bytes = sources.approvedTexts.get(file);
  if (bytes === undefined || hashes.get(file, bytes) !== hash)
    return { text: null, findings: [damaged(file)] };
  return texts.get(file, bytes);
}

const damaged = (file: string): Finding => ({
  file,
  line: 1,
  message:
    '承認の記録と、保存されている承認済みの文が一致しません（書き換えられたか、消えています）。このファイルと knowledge/approvals.json をGitで元に戻してください。',
  severity: 'error',
});
