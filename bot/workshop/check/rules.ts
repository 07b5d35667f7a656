import type { Rule, SlowRule, TrialRule } from './rule.ts';
import { askingPersonalData } from './rules/asking-personal-data.ts';
import { brokenGolden } from './rules/broken-golden.ts';
import { contradictingElsewhere } from './rules/contradicting-elsewhere.ts';
import { contradictingExamples } from './rules/contradicting-examples.ts';
import { damagedHistory } from './rules/damaged-history.ts';
import { deadPointers } from './rules/dead-pointers.ts';
import { deadRelations } from './rules/dead-relations.ts';
import { fewQuestions } from './rules/few-questions.ts';
import { impoliteEndings } from './rules/impolite-endings.ts';
import { largePictures } from './rules/large-pictures.ts';
import { lostArticles } from './rules/lost-articles.ts';
import { missingTopics } from './rules/missing-topics.ts';
import { orphanPhrasings } from './rules/orphan-phrasings.ts';
import { pictureDescriptions } from './rules/picture-descriptions.ts';
import { pictureMetadata } from './rules/picture-metadata.ts';
import { pictureNames } from './rules/picture-names.ts';
import { pictureTypes } from './rules/picture-types.ts';
import { plainStyle } from './rules/plain-style.ts';
import { readingLength } from './rules/reading-length.ts';
import { reviewDue } from './rules/review-due.ts';
import { sharedQuestions } from './rules/shared-questions.ts';
import { unapproved } from './rules/unapproved.ts';
import { undefinedWords } from './rules/undefined-words.ts';
import { unheardExamples } from './rules/unheard-examples.ts';
import { unknownGroup } from './rules/unknown-group.ts';
import { unusedPictures } from './rules/unused-pictures.ts';
import { unwrittenBody } from './rules/unwritten-body.ts';

/** What `check` looks for besides what loading itself refuses. The order is of no account: findings are sorted. */
export const rules: readonly Rule[] = [
  unapproved,
  damagedHistory,
  missingTopics,
  deadRelations,
  deadPointers,
  unknownGroup,
  sharedQuestions,
  fewQuestions,
  unwrittenBody,
  contradictingExamples,
  contradictingElsewhere,
  orphanPhrasings,
  askingPersonalData,
  impoliteEndings,
  readingLength,
  reviewDue,
  brokenGolden,
  pictureDescriptions,
  unusedPictures,
  largePictures,
  pictureTypes,
  pictureNames,
  pictureMetadata,
];

/** What it needs a linter for. */
export const slowRules: readonly SlowRule[] = [plainStyle];

/** What `check` finds out by asking, once the files load. */
export const trialRules: readonly TrialRule[] = [lostArticles, undefinedWords, unheardExamples];
