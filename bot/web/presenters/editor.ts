import type { z } from 'zod';
import type { SafePicture } from '../../conversation/attachments.ts';
import type { Brain } from '../../conversation/brain.ts';
import type { Understanding } from '../../domain/understanding.ts';
import type { Approval } from '../../knowledge/approvals-schema.ts';
import { sha256 } from '../../knowledge/approved-text.ts';
import { contentName } from '../../knowledge/picture-files.ts';
import type { OpenedPage } from '../../workshop/drafts/workbench.ts';
import type { Impact } from '../../workshop/impact/compare.ts';
import { describeRule } from '../../workshop/impact/describe-rule.ts';
import { changeLabels, describeOutcome } from '../../workshop/impact/labels.ts';
import { impactMarkdown, type BothKnowledge } from '../../workshop/impact/markdown.ts';
import type { Outcome } from '../../workshop/impact/outcome.ts';
import type { ListedPage } from '../../workshop/page-list.ts';
import type {
  ImpactResponse,
  NewPictureResponse,
  OutcomeView,
  PageItem,
  PageResponse,
  tryResponse,
} from '../wire.ts';

const presentApproval = ({ version, by, at }: Approval) => ({ version, by, at });

export const presentPageItem = (page: ListedPage): PageItem => ({
  ...page,
  approval: page.approval && presentApproval(page.approval),
});

export const presentPage = (page: OpenedPage): PageResponse => ({
  path: page.path,
  text: page.text,
  fingerprint: page.fingerprint,
  filed: page.filed,
  draft: page.note,
  history: page.history.map(presentApproval),
});

export const presentNewPicture = (
  name: string,
  { mediaType, width, height, bytes }: SafePicture,
): NewPictureResponse => ({
  name,
  address: `/api/v1/editor/pictures/${contentName({ mediaType, sha256: sha256(bytes) })}`,
  width,
  height,
  bytes: bytes.length,
});

type Knowledge = Brain['knowledge'];

export const presentOutcome = (knowledge: Knowledge, outcome: Outcome): OutcomeView => ({
  kind: outcome.kind,
  label: describeOutcome(knowledge, outcome),
  target: outcome.target,
  choices: outcome.choices.map((id) => ({ id, title: knowledge.articles.get(id)?.title ?? id })),
  confidence: outcome.confidence,
  rule: describeRule(outcome.rule),
  reply: outcome.reply,
});

/** How many articles an editor is shown, and how many words of each. */
const shownArticles = 5;
const shownWords = 8;

type Tried = z.infer<typeof tryResponse>;

/** What was understood of a question, the surest first. */
export const presentUnderstanding = (
  knowledge: Knowledge,
  { analysis, topics, articles }: Understanding,
): Pick<Tried, 'words' | 'topics' | 'articles'> => ({
  words: analysis.tokens.map(({ surface }) => surface),
  topics: topics.map(({ topic, evidence, confidence }) => ({
    id: topic,
    title: knowledge.topics.find(({ id }) => id === topic)?.title ?? topic,
    evidence,
    confidence,
  })),
  articles: articles.slice(0, shownArticles).map(({ id, confidence, matches }) => ({
    id,
    title: knowledge.articles.get(id)?.title ?? id,
    confidence,
    matches: matches
      .toSorted((left, right) => right.weight - left.weight)
      .slice(0, shownWords)
      .map(({ term, field }) => ({ term, where: field })),
  })),
});

/** Changes that travel to a page at once; the table for a pull request shows more. */
const mostChanges = 500;

export const presentImpact = (impact: Impact, knowledge: BothKnowledge): ImpactResponse => ({
  questions: impact.questions,
  asked: impact.asked,
  changes: impact.changes.slice(0, mostChanges).map(({ text, asked, change, before, after, verdict }) => ({
    text,
    asked,
    change,
    label: changeLabels[change],
    before: presentOutcome(knowledge.before, before),
    after: presentOutcome(knowledge.after, after),
    verdict,
  })),
  markdown: impactMarkdown(impact, knowledge),
});
