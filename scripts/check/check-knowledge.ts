import { formatFinding, inReadingOrder } from '../../bot/knowledge/finding.ts';
import type { Finding } from '../../bot/knowledge/finding.ts';
import type { KnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { rules } from './rules.ts';

/** Everything that is wrong with the files, or soon will be; `today` is Japan's ISO date. */
export function checkKnowledge(files: KnowledgeFiles, today: string): Finding[] {
  const { sources, findings } = loadKnowledge(files);
  // Unapproved text, of which the running desk only warns, is an error here: a rule of its own tells it.
  const ofLoading = findings.filter(({ awaitsApproval }) => !awaitsApproval);
  return unique(inReadingOrder([...ofLoading, ...rules.flatMap((rule) => rule({ sources, today }))]));
}

/** A damaged approved text is noticed by loading and by the rule that reads the whole history. */
const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [formatFinding(finding), finding])).values(),
];
