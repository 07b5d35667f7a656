import type { Knowledge } from '../../domain/knowledge.ts';
import { changeKinds, type ChangeKind } from './change-kind.ts';
import type { Changed, Impact } from './compare.ts';
import { describeRule } from './describe-rule.ts';
import { changeLabels, describeOutcome, verdictLabels } from './labels.ts';

/** Rows of one kind that a table shows; a pull request with more is read as a file (20–200). */
const mostRows = 50;

export interface BothKnowledge {
  before: Knowledge;
  after: Knowledge;
}

/** The impact as Markdown for a pull request: what changes in all, then a table for each kind of change. */
export const impactMarkdown = (impact: Impact, knowledge: BothKnowledge): string =>
  `${[
    '## 変更の影響',
    '',
    ...summary(impact),
    ...changeKinds.flatMap((kind) => section(kind, ofKind(impact, kind), knowledge)),
  ]
    .join('\n')
    .trimEnd()}\n`;

const ofKind = ({ changes }: Impact, kind: ChangeKind): Changed[] =>
  changes.filter(({ change }) => change === kind);

const summary = (impact: Impact): string[] => {
  const tried = `${impact.questions}通りの質問（実際の質問 のべ${impact.asked}件を含む）で確かめました。`;
  if (impact.changes.length === 0) return [`${tried}返事が変わる質問はありません。`];
  const rows = changeKinds.flatMap((kind) => {
    const changes = ofKind(impact, kind);
    return changes.length === 0 ? [] : [summaryRow(kind, changes)];
  });
  const head = ['| 変わり方 | 質問 | うち実際の質問（のべ） | 改善 | 悪化 |', '|---|---:|---:|---:|---:|'];
  return [`${tried}返事が変わる質問は${impact.changes.length}通りです。`, '', ...head, ...rows, ''];
};

const summaryRow = (kind: ChangeKind, changes: readonly Changed[]): string => {
  const asked = changes.reduce((sum, change) => sum + change.asked, 0);
  const judged = (verdict: Changed['verdict']): number =>
    changes.filter((change) => change.verdict === verdict).length;
  return `| ${changeLabels[kind]} | ${changes.length} | ${asked} | ${judged('better')} | ${judged('worse')} |`;
};

const section = (kind: ChangeKind, changes: readonly Changed[], knowledge: BothKnowledge): string[] => {
  if (changes.length === 0) return [];
  if (kind === 'reworded') return rewordedSection(changes, knowledge);
  const hidden = changes.length - mostRows;
  return [
    `### ${changeLabels[kind]}（${changes.length}）`,
    '',
    '| 質問 | 回数 | いま | 変更後 | 理由 | 判定 |',
    '|---|---:|---|---|---|---|',
    ...changes.slice(0, mostRows).map((change) => row(change, knowledge)),
    ...(hidden > 0 ? ['', `ほかに${hidden}通りあります。`] : []),
    '',
  ];
};

/** Where the words alone change, the texts are what matters, and not each way to come to them. */
const rewordedSection = (changes: readonly Changed[], { after }: BothKnowledge): string[] => {
  const byReply = new Map<string, { questions: number; asked: number }>();
  for (const change of changes) {
    const said = describeOutcome(after, change.after);
    const { questions, asked } = byReply.get(said) ?? { questions: 0, asked: 0 };
    byReply.set(said, { questions: questions + 1, asked: asked + change.asked });
  }
  const rows = [...byReply].map(
    ([said, { questions, asked }]) => `| ${cell(said)} | ${questions} | ${asked === 0 ? '–' : asked} |`,
  );
  const head = ['| 返事 | 質問 | 回数 |', '|---|---:|---:|'];
  return [`### ${changeLabels.reworded}（${byReply.size}）`, '', ...head, ...rows, ''];
};

const row = ({ text, asked, before, after, verdict }: Changed, knowledge: BothKnowledge): string => {
  const cells = [
    text,
    asked === 0 ? '–' : String(asked),
    describeOutcome(knowledge.before, before),
    describeOutcome(knowledge.after, after),
    `${describeRule(before.rule)} → ${describeRule(after.rule)}`,
    verdictLabels[verdict],
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
};

/** A customer's text must not become markup of the pull request. */
const cell = (text: string): string => text.replaceAll(/[\\|`*_[\]<>#@]/g, '\\$&').replaceAll(/\s+/g, ' ');
