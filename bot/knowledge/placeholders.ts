import type { Block, Inline } from '../domain/blocks.ts';
import type { SourceBlock } from './source-block.ts';

/**
 * What wordings may leave open as `{name}`. The values are the program's own, never a user's text.
 * Another name is one more line here; editors see the list in knowledge/README.md.
 */
export const placeholders = {
  opensAt: '次に有人対応が始まる時刻（本日13:30 など）',
  agentName: '担当者の名前',
  closesOn: '会話が自動で終了する日',
  closedOn: '臨時休業の日',
  reason: '臨時休業の理由',
  waitText: '待ち時間の目安（約30分 など）',
  masked: '伏せ字にした情報の種類（マイナンバー など）',
  articleTitle: '案内する記事の題名',
} as const;

export type PlaceholderName = keyof typeof placeholders;

const pattern = /\{([^{}]*)\}/g;

export const isPlaceholder = (name: string): name is PlaceholderName => Object.hasOwn(placeholders, name);

/**
 * The blocks with their placeholders filled. One without a value stays as it is written, so that a
 * test notices it; values are text only and never become links or emphasis.
 */
export function fillPlaceholders(
  blocks: readonly Block[],
  values: Partial<Record<PlaceholderName, string>>,
): Block[] {
  const fillText = (text: string): string =>
    text.replaceAll(pattern, (whole, name: string) =>
      isPlaceholder(name) ? (values[name] ?? whole) : whole,
    );
  return mapInlines(blocks, (part) => [{ ...part, text: fillText(part.text) }]);
}

/** The blocks with every inline part replaced by what `change` makes of it; pictures stay. */
export function mapInlines<Kind extends Block | SourceBlock>(
  blocks: readonly Kind[],
  change: (part: Inline) => Inline[],
): Kind[] {
  return blocks.map((block) => {
    if ('items' in block) return { ...block, items: block.items.map((item) => item.flatMap(change)) };
    return 'content' in block ? { ...block, content: block.content.flatMap(change) } : block;
  });
}
