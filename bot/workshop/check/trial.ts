import type { Knowledge } from '../../domain/knowledge.ts';
import { planApproval } from '../../knowledge/approve.ts';
import { errorsOf } from '../../knowledge/finding.ts';
import type { KnowledgeFiles } from '../../knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import type { LoadedKnowledge } from '../../knowledge/load.ts';
import { approvalsPath } from '../../knowledge/read-approvals.ts';
import { analyse } from '../../language/analyse.ts';
import { loadDictionary } from '../../language/dictionary.ts';
import { loadGeneralSynonyms } from '../../language/general-synonyms.ts';
import { loadParaphrases } from '../../language/paraphrases.ts';
import { buildEngine } from '../../understanding/engine.ts';
import { understand } from '../../understanding/understand.ts';
import type { Trial } from './rule.ts';

/** The knowledge as it would be with every text of the files approved; null while they do not load. */
export function asIfApproved(files: KnowledgeFiles, loaded: LoadedKnowledge): Knowledge | null {
  if (errorsOf(loaded.findings).some(({ awaitsApproval }) => !awaitsApproval)) return null;
  const plan = planApproval(loaded, { ids: 'all', by: 'check', at: new Date(0) });
  const encoder = new TextEncoder();
  const approved = new Map(files);
  for (const [path, text] of plan.texts) approved.set(path, encoder.encode(text));
  for (const [path, bytes] of plan.pictures) approved.set(path, bytes);
  approved.set(approvalsPath, encoder.encode(JSON.stringify(plan.approvals)));
  return loadKnowledge(approved).knowledge;
}

/** How the program understands questions with this knowledge. */
export async function learn(knowledge: Knowledge): Promise<Pick<Trial, 'understand' | 'analyse'>> {
  const [dictionary, generalSynonyms, paraphrases] = await Promise.all([
    loadDictionary(),
    loadGeneralSynonyms(),
    loadParaphrases(),
  ]);
  const resources = { dictionary, generalSynonyms, paraphrases };
  const engine = await buildEngine({ resources, knowledge }, () => Promise.resolve());
  return {
    understand: (question) => understand(engine, question, { previousArticleId: null }),
    analyse: (text) => analyse(engine.tokenizer, text),
  };
}
