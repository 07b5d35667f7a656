import type { Block, Inline } from '../../../domain/blocks.ts';
import type { AttachmentItem, Item, SurveyItem } from '../items.ts';
import { labels } from './labels.ts';

// `domain/blocks.ts` has the like for the server, but comes with its schemas, which weigh more than the frame.
const plain = (content: readonly Inline[]): string =>
  content
    .map(({ text, href }) => (href === undefined || href === text ? text : `${text}（${href}）`))
    .join('');

const pictureText = (picture: { alt: string } | null | undefined): string =>
  picture ? `〔図：${picture.alt}〕` : '';

const blockLines = (block: Block): string[] => {
  switch (block.type) {
    case 'steps':
      return block.items.map(
        (item, index) => `${index + 1}. ${plain(item)}${pictureText(block.pictures?.[index])}`,
      );
    case 'list':
      return block.items.map((item, index) => `・${plain(item)}${pictureText(block.pictures?.[index])}`);
    case 'picture':
      return [pictureText(block)];
    default:
      return [plain(block.content)];
  }
};

const surveyLines = ({ given }: SurveyItem): string[] => {
  if (!given) return [];
  const comment = given.redacted ? labels.redacted[given.redacted] : given.comment;
  return [labels.survey.given(given.score), ...(comment ? [comment] : [])];
};

const attachmentLine = ({ kind, columns, redacted }: AttachmentItem): string => {
  if (redacted) return labels.attachment.redacted(kind, redacted);
  return kind === 'picture' ? labels.attachment.picture : labels.attachment.columnLine(columns ?? []);
};

const said = (item: Item): [who: string, lines: string[]] => {
  switch (item.type) {
    case 'day':
      return [`― ${item.label} ―`, []];
    case 'customer':
      return [`${labels.you} ${item.time}`, [item.redacted ? labels.redacted[item.redacted] : item.text]];
    case 'attachment':
      return [`${labels.you} ${item.time}`, [attachmentLine(item)]];
    case 'agent':
      return [
        `${labels.agent(item.agentName)} ${item.time}`,
        [item.redacted ? labels.redacted[item.redacted] : plain(item.content)],
      ];
    case 'bot':
      return [`${labels.bot} ${item.time}`, item.blocks.flatMap(blockLines)];
    case 'status':
      return [item.time, item.blocks.flatMap(blockLines)];
    case 'survey':
      return [item.time, [...item.blocks.flatMap(blockLines), ...surveyLines(item)]];
  }
};

/** The conversation as plain text, to be pasted into a mail or a note. */
export const transcriptText = (items: readonly Item[]): string =>
  items
    .map(said)
    .map(([who, lines]) => [who.trim(), ...lines].join('\n'))
    .join('\n\n');
