import type { Knowledge } from '../domain/knowledge.ts';
import { compileIntents, compileTopics } from './compile-intents.ts';
import { compileArticles, compileWording } from './compile-pages.ts';
import { errorsOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { findNeededWording } from './needed-wording.ts';
import type { KnowledgeSources } from './sources.ts';
import { servedPictures } from './served-pictures.ts';

export interface Compiled {
  /** null when there is any error among the findings. */
  knowledge: Knowledge | null;
  findings: Finding[];
}

/** One part of the knowledge, and what is wrong with it. */
export interface Part<T> {
  value: T;
  findings: Finding[];
}

/** Everything that was read → what is served, with approvals enforced and names resolved. */
export function compile(sources: KnowledgeSources, version: string): Compiled {
  const findings: Finding[] = [];
  const keep = <T>(part: Part<T>): T => {
    findings.push(...part.findings);
    return part.value;
  };
  const articles = keep(compileArticles(sources));
  const wording = keep(compileWording(sources));
  const topics = keep(compileTopics(sources, articles));
  const intents = keep(compileIntents(sources));
  findings.push(...findNeededWording(sources, wording));
  const calendar = sources.calendar?.value;
  const eligibility = sources.eligibility?.value;
  if (!calendar || !eligibility || errorsOf(findings).length > 0) return { knowledge: null, findings };
  const synonyms = sources.synonyms?.value ?? [];
  const domainWords = sources.domainWords?.value ?? [];
  const links = sources.links?.value ?? {};
  const elsewhere = Object.values(sources.elsewhere?.value ?? {}).flat();
  const said = { articles, wording, calendar, eligibility, links, pictures: servedPictures(sources) };
  return { knowledge: { version, ...said, topics, intents, elsewhere, synonyms, domainWords }, findings };
}
