import type { AttachmentEvent, RedactionRule, StatusEvent } from '../wire-types.ts';

const attachmentKinds = { picture: '画像', 'csv-header': 'CSVの見出し行' } satisfies Record<
  AttachmentEvent['kind'],
  string
>;

/** One conversation: what was said and what happened. */
export const transcriptLabels = {
  conversation: {
    region: '会話',
    none: '一覧から会話を選んでください。',
    loading: '会話を読み込んでいます…',
    notFound: 'この会話は見つかりません。削除された可能性があります。',
    unavailable: '会話を読み込めませんでした。自動で読み込み直します。',
    transcript: 'やり取り',
    back: '一覧へ戻る',
    details: 'お客さまの情報',
    detailsWithNotes: (count: number) => `お客さまの情報（メモ${count}）`,
    claim: '対応を開始する',
    release: '順番待ちに戻す',
    transfer: '引き継ぐ',
    close: '終了する',
    typing: 'お客さまが入力しています…',
    newBelow: '新しい発言があります',
    fresh: 'ここから新しい発言',
    claimed: '対応を開始しました。',
    released: '順番待ちに戻しました。',
    transferred: (name: string) => `${name}さんに引き継ぎました。`,
    closed: '会話を終了しました。',
    redacted: '内容を削除しました。',
    noted: '社内メモを残しました。',
    sent: '送信しました。',
    sentMasked: '個人情報にあたる部分を伏せ字にして送信しました。',
  },
  message: {
    from: { customer: 'お客さま', bot: 'ボット', agent: '担当者' },
    redacted: {
      'personal-data': '個人情報が含まれていたため、担当者が内容を削除しました。',
      inappropriate: '不適切な内容が含まれていたため、担当者が内容を削除しました。',
    } satisfies Record<RedactionRule, string>,
    masked: (kinds: string) => `伏せ字にした項目：${kinds}`,
    redact: '内容を削除',
    redactOf: (name: string, time: string) => `${name}の${time}の発言の内容を削除`,
    helpful: 'お客さまの評価：役に立った',
    unhelpful: 'お客さまの評価：役に立たなかった',
    choices: 'お客さまに示した候補',
    shown: 'お客さまへの表示',
  },
  attachment: {
    picture: 'お客さまが送信した画像',
    pictureOf: (time: string) => `お客さまが送信した画像（${time}）`,
    enlarge: (width: number, height: number) =>
      `お客さまが送信した画像（横${width}×縦${height}ピクセル）を大きく表示`,
    notLoaded: '画像を読み込めませんでした。',
    again: 'もう一度読み込む',
    columns: (count: number) => `CSVの見出し行（${count}列）`,
    noName: '（名前なし）',
    kinds: attachmentKinds,
    excerpt: {
      picture: '（画像を送信）',
      'csv-header': '（CSVの見出し行を送信）',
    } satisfies Record<AttachmentEvent['kind'], string>,
    redacted: (kind: AttachmentEvent['kind'], rule: RedactionRule): string =>
      `${rule === 'personal-data' ? '個人情報' : '不適切な内容'}が含まれていたため、担当者が${attachmentKinds[kind]}を削除しました。`,
  },
  survey: {
    asked: 'お客さまにアンケートを表示しました',
    heading: 'アンケートの回答',
    score: (score: number) =>
      `満足度：${['とても不満', '不満', 'ふつう', '満足', 'とても満足'][score - 1] ?? ''}（${score}／5）`,
    noComment: 'ご意見の記入はありません。',
  },
  /** What happened to the conversation, for agents; the customer's own line is shown beside it. */
  happened: (event: StatusEvent): string => {
    const who = event.agentName === null ? '担当者' : `${event.agentName}さん`;
    const causes: Record<string, string> = {
      request: 'お客さまが窓口での対応を希望しました',
      leave: 'お客さまが順番待ちをやめました',
      claim: `${who}が対応を開始しました`,
      release: '順番待ちに戻りました',
      transfer: `担当が${who}に代わりました`,
      answer: `${who}が返信しました`,
      close: '担当者が会話を終了しました',
      expire: '返信がなかったため、自動で終了しました',
      reopen: 'お客さまが会話を再開しました',
    };
    return causes[event.cause] ?? '会話の状態が変わりました';
  },
  announce: {
    customer: (text: string) => `お客さまの発言：${text}`,
    attachment: (kind: AttachmentEvent['kind']): string =>
      `お客さまから${attachmentKinds[kind]}が届きました。`,
    bot: 'ボットが発言しました。',
    agent: (name: string) => `${name}さんの発言がありました。`,
    survey: (score: string) => `アンケートの回答がありました。${score}`,
    waiting: (name: string) => `新しい順番待ち：${name}`,
    reply: (name: string) => `お客さまから返信：${name}`,
    handedOver: (from: string, name: string) =>
      `${from}さんから${name}の担当を引き継ぎました。社内メモもご確認ください。`,
  },
} as const;
