import type { Knowledge } from '../domain/knowledge.ts';
import { StartError } from '../errors.ts';
import { errorsOf, formatFinding } from './finding.ts';
import type { Finding } from './finding.ts';
import { readKnowledgeFiles } from './knowledge-files.ts';
import type { KnowledgeFiles, KnowledgeFolders } from './knowledge-files.ts';
import { loadKnowledge } from './load.ts';

export interface OpenedKnowledge {
  knowledge: Knowledge;
  /** Such as texts that wait for approval. */
  warnings: Finding[];
  files: KnowledgeFiles;
}

/**
 * Reads the folders, for the start and for commands.
 * Throws `StartError` with one `file:line: message` a line when anything is broken.
 */
export async function openKnowledge(folders: KnowledgeFolders): Promise<OpenedKnowledge> {
  const files = await readKnowledgeFiles(folders);
  const { knowledge, findings } = loadKnowledge(files);
  if (knowledge === null) {
    const list = errorsOf(findings).map(formatFinding).join('\n');
    throw new StartError(
      `The knowledge has errors; mend these lines (npm run check lists them too):\n${list}`,
    );
  }
  return { knowledge, warnings: findings, files };
}
