import { formatFinding, inReadingOrder } from '../../knowledge/finding.ts';
import type { Finding } from '../../knowledge/finding.ts';
import { readKnowledgeFiles } from '../../knowledge/knowledge-files.ts';
import type { KnowledgeFiles, KnowledgeFolders } from '../../knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { LoadedKnowledge } from '../../knowledge/load.ts';
import { readGolden } from '../golden.ts';
import type { CheckInput } from './rule.ts';
import { rules, slowRules, trialRules } from './rules.ts';
import { asIfApproved, learn } from './trial.ts';

export interface Checked {
  findings: Finding[];
  /** How many files of knowledge/ and intents/ were looked at. */
  files: number;
}

/** Everything that is wrong with the files, or soon will be; `today` is Japan's ISO date. */
export async function checkKnowledge(folders: KnowledgeFolders, today: string): Promise<Checked> {
  const files = await readKnowledgeFiles(folders);
  const loaded = loadKnowledge(files);
  const input = { sources: loaded.sources, golden: await readGolden(folders), today };
  // Unapproved text, of which the running desk only warns, is an error here: a rule of its own tells it.
  const ofLoading = loaded.findings.filter(({ awaitsApproval }) => !awaitsApproval);
  const ofRules = rules.flatMap((rule) => rule(input));
  const slow = (await Promise.all(slowRules.map((rule) => rule(input)))).flat();
  const ofTrials = await tryOut(files, loaded, input);
  const all = [...ofLoading, ...ofRules, ...slow, ...ofTrials];
  return { findings: unique(inReadingOrder(all)), files: files.size };
}

async function tryOut(files: KnowledgeFiles, loaded: LoadedKnowledge, input: CheckInput): Promise<Finding[]> {
  const knowledge = asIfApproved(files, loaded);
  if (knowledge === null) return [];
  const trial = { ...input, knowledge, ...(await learn(knowledge)) };
  return trialRules.flatMap((rule) => rule(trial));
}

/** A damaged approved text is noticed by loading and by the rule that reads the whole history. */
const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [formatFinding(finding), finding])).values(),
];
