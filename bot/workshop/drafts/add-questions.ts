import { isSeq, parseDocument, stringify } from 'yaml';
import { splitFrontMatter } from '../../knowledge/front-matter.ts';

/**
 * A page's file with more ways to ask it, those it has already left out; the rest stays as it was written,
 * comments included. null for a file without front matter.
 */
export const withQuestions = (file: string, questions: readonly string[]): string | null => {
  const split = splitFrontMatter('', file);
  if (!split) return null;
  const front = parseDocument(split.front.text);
  const list = front.get('questions');
  const known = new Set(isSeq(list) ? list.items.map(String) : []);
  const fresh = [...new Set(questions)].filter((question) => !known.has(question));
  if (isSeq(list)) for (const question of fresh) list.add(front.createNode(question));
  else front.set('questions', fresh);
  const text = front.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
  return `---\n${text}\n---\n${split.body}\n`;
};

/** What stands in place of the answer until an editor has written it. */
export const bodyToWrite = 'ここに、答えを書いてください。';

/** The beginning of an article for questions that have none; everything that only an editor can know is left open. */
export const newArticle = (title: string, group: string, questions: readonly string[]): string => {
  const front = { title, group, questions, tags: [], related: [], source: null, verifiedOn: null };
  return `---\n${stringify(front, { lineWidth: 0 }).trimEnd()}\n---\n${bodyToWrite}\n`;
};
