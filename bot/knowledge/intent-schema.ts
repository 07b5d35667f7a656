import { z } from 'zod';
import { topicIdSchema } from '../domain/decision.ts';
import type { Intent, IntentRule, OutOfScopeTopic } from '../domain/knowledge.ts';
import { WordGroups, type IntentIssue } from './word-groups.ts';
import { groupName, wordsSchema, type Words } from './word-list.ts';

/**
 * The files of `intents/`, and how they become the domain's intents:
 *
 * - `words.yaml`: word groups that all files share, `名前: [語, …]`;
 * - `out-of-scope/<topic>.yaml`: one refused topic (policy.md, table O);
 * - `person.yaml`, `smalltalk.yaml`: a list of intents.
 *
 * Words are written as Japanese lists them, `設定、登録、入力` (commas are taken as well); `=名前` stands for the words of another
 * group. In a rule, a slot is the name of a group or words written on the spot (`設定、登録`). Names of
 * the file itself win over shared ones.
 */

const line = z.string().trim().min(1).max(200);
const wordingId = z
  .string()
  .regex(/^[a-z0-9-]+$/, '文言の id は、半角の英小文字・数字・ハイフンで書いてください。');

/** The name of a group, or words written on the spot. */
const slotSchema = z.string().trim().min(1).max(1000);

const ruleSchema = z.strictObject({
  name: line,
  all: z.array(slotSchema).min(1).max(6),
  unless: z.array(slotSchema).default([]),
  /** The slots of `all` must follow each other in this order, close together. */
  near: z.boolean().default(false),
  /** For an act that is never one of the product: not dropped when the examples speak for the product. */
  sure: z.boolean().default(false),
  /** Only when nothing else is said; names the fillers that may stand beside. */
  alone: groupName.nullable().default(null),
});
type RuleSource = z.infer<typeof ruleSchema>;

const evidence = {
  rules: z.array(ruleSchema).min(1),
  examples: z.array(line).min(1),
  counterexamples: z.array(line).default([]),
};

/** `out-of-scope/<topic>.yaml`. */
export const topicFileSchema = z.strictObject({
  topic: topicIdSchema,
  clause: z.string().regex(/^O([1-9]|1[0-3])$/, '「clause」には、O1〜O13 のどれかを書いてください。'),
  title: line,
  wording: wordingId,
  /** Of several topics that are recognised, the higher one wins: 代行 is the most general, so the lowest. */
  priority: z.int().min(1).max(9),
  pointsTo: z.array(wordingId).default([]),
  words: wordsSchema.default({}),
  /** Holds for every rule of the file. */
  unless: z.array(slotSchema).default([]),
  ...evidence,
});
export type TopicFile = z.infer<typeof topicFileSchema>;

/** `person.yaml`, `smalltalk.yaml`. */
export const intentFileSchema = z.strictObject({
  words: wordsSchema.default({}),
  intents: z
    .array(
      z.strictObject({
        id: wordingId,
        /** The approved text; null where the desk takes over. */
        wording: wordingId.nullable(),
        ...evidence,
      }),
    )
    .min(1),
});
export type IntentFile = z.infer<typeof intentFileSchema>;

export interface ResolvedTopic {
  topic: OutOfScopeTopic;
  issues: IntentIssue[];
}

export interface ResolvedIntents {
  intents: Intent[];
  issues: IntentIssue[];
}

/** A topic file → the domain's topic, its groups spelled out. With issues, do not serve it. */
export function toTopic(file: TopicFile, shared: Words): ResolvedTopic {
  const groups = new WordGroups({ ...shared, ...file.words });
  const everyRule = groups.slots(file.unless, ['unless']);
  const rules = toRules(groups, file.rules, []);
  const topic: OutOfScopeTopic = {
    id: file.topic,
    clause: file.clause,
    title: file.title,
    priority: file.priority,
    wordingId: file.wording,
    pointsTo: file.pointsTo,
    rules: rules.map((rule) => ({ ...rule, unless: [...rule.unless, ...everyRule] })),
    examples: file.examples,
    counterexamples: file.counterexamples,
  };
  return { topic, issues: groups.issues };
}

/** An intent file → the domain's intents, in the order of the file. With issues, do not serve them. */
export function toIntents(file: IntentFile, shared: Words): ResolvedIntents {
  const groups = new WordGroups({ ...shared, ...file.words });
  const intents = file.intents.map((intent, at) => ({
    id: intent.id,
    wordingId: intent.wording,
    rules: toRules(groups, intent.rules, ['intents', at]),
    examples: intent.examples,
    counterexamples: intent.counterexamples,
  }));
  return { intents, issues: groups.issues };
}

const toRules = (groups: WordGroups, sources: RuleSource[], path: (string | number)[]): IntentRule[] =>
  sources.map((source, at) => {
    const place = [...path, 'rules', at];
    return {
      name: source.name,
      all: groups.slots(source.all, [...place, 'all']),
      unless: groups.slots(source.unless, [...place, 'unless']),
      near: source.near,
      sure: source.sure,
      alone: source.alone === null ? null : groups.named(source.alone, [...place, 'alone']),
    };
  });
