import type { Knowledge } from '../../domain/knowledge.ts';
import type { ChangeKind } from './change-kind.ts';
import type { Outcome } from './outcome.ts';
import type { Verdict } from './verdict.ts';

/** What editors read of each kind of change. */
export const changeLabels: Record<ChangeKind, string> = {
  lost: '答えられなくなる',
  'other-answer': '別の記事で答える',
  'newly-refused': '新しくお断りする',
  'no-longer-refused': 'お断りしなくなる',
  'other-topic': 'お断りの分野が変わる',
  gained: '答えられるようになる',
  'other-reply': '返事の種類が変わる',
  'other-choices': '聞き返しの候補が変わる',
  reworded: '文だけが変わる',
};

export const verdictLabels: Record<Verdict, string> = { better: '改善', worse: '悪化', neither: '' };

const kindLabels: Record<Outcome['kind'], string> = {
  answer: '回答',
  clarify: '聞き返し',
  refuse: 'お断り',
  handoff: '有人対応',
  smalltalk: 'あいさつなど',
  fallback: '答えなし',
};

/** One outcome on one line, such as 回答：給与明細を従業員に公開するには、どうすればよいですか？ */
export const describeOutcome = (knowledge: Knowledge, { kind, target, choices }: Outcome): string => {
  const ids = kind === 'clarify' ? choices : target === null ? [] : [target];
  const names = ids.map((id) => nameOf(knowledge, id));
  return names.length === 0 ? kindLabels[kind] : `${kindLabels[kind]}：${names.join('／')}`;
};

const nameOf = ({ articles, topics, wording }: Knowledge, id: string): string =>
  articles.get(id)?.title ?? topics.find((topic) => topic.id === id)?.title ?? wording.get(id)?.title ?? id;
