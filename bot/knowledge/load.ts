import { createHash } from 'node:crypto';
import type { Knowledge } from '../domain/knowledge.ts';
import { sha256 } from './approved-text.ts';
import { compile } from './compile.ts';
import { FileMemo } from './file-memo.ts';
import { errorsOf, inReadingOrder } from './finding.ts';
import type { Finding } from './finding.ts';
import type { KnowledgeFiles } from './knowledge-files.ts';
import { findMissingPictures } from './page-pictures.ts';
import { readSources } from './sources.ts';
import type { KnowledgeSources } from './sources.ts';
import { findUnapproved } from './unapproved.ts';

export interface LoadedKnowledge {
  /** null when there is any error among the findings: never half of it. */
  knowledge: Knowledge | null;
  /** Errors, and warnings such as texts that wait for approval; by file and line. */
  findings: Finding[];
  /** What could be read, for tools that look closer. */
  sources: KnowledgeSources;
}

/** The files of `knowledge/` and `intents/` → what the bot serves. Pure; unchanged files are not parsed again. */
export function loadKnowledge(files: KnowledgeFiles): LoadedKnowledge {
  const { sources, findings } = readSources(files);
  const compiled = compile(sources, versionOf(files));
  const unapproved = findUnapproved(sources).map((finding) => ({ ...finding, severity: 'warning' as const }));
  const pictures = findMissingPictures(sources);
  const all = inReadingOrder([...findings, ...pictures, ...compiled.findings, ...unapproved]);
  return { knowledge: errorsOf(all).length > 0 ? null : compiled.knowledge, findings: all, sources };
}

const fileHashes = new FileMemo((_file, bytes) => sha256(bytes));

/** 12 hex digits over every path and content. */
function versionOf(files: KnowledgeFiles): string {
  const hash = createHash('sha256');
  for (const [file, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${file}\0${fileHashes.get(file, bytes)}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}
