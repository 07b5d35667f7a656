import type { MaskType } from '../../../domain/conversation.ts';
import type { RedactionRule } from '../items.ts';

/** What is fixed of the log and of typing, shown or read out. */
export const labels = {
  you: 'あなた',
  bot: '自動応答',
  agent: (name: string): string => `担当者 ${name}`,

  answering: '回答を準備しています',
  newMessages: '新しいメッセージがあります',
  agentTyping: (name: string): string => `担当者の${name}が入力しています…`,

  relatedQuestions: 'こちらの質問もご覧になれます',
  choices: '質問の候補',
  quickReplies: '返信の候補',

  feedback: 'この回答は役に立ちましたか',
  helpful: '役に立った',
  unhelpful: '役に立たなかった',
  feedbackThanks: {
    helpful: 'お役に立ててうれしいです。',
    unhelpful: 'お知らせいただき、ありがとうございます。',
  },

  sending: '送信中',
  waitingToSend: '未送信です。つながりしだい、自動で送信します。',
  waitingToKeep: 'まだお預かりできていません。復旧しだい、自動で送信します。',
  standIn: '一時的な表示です。会話には保存されません。',
  refusedToSend: '送信できませんでした。お手数ですが、内容を見直してください。',
  rewrite: '書き直す',
  masked: (kinds: string): string => `${kinds}と思われる部分は、個人情報を守るため、伏せて送信しました。`,
  maskedByAgent: '個人情報を守るため、一部を伏せて表示しています。',
  redacted: {
    'personal-data': '担当者がこの内容を削除しました（個人情報が含まれていたため）。',
    inappropriate: '担当者がこの内容を削除しました（不適切な内容が含まれていたため）。',
  } satisfies Record<RedactionRule, string>,
  maskTypes: {
    'my-number': 'マイナンバー',
    'credit-card': 'クレジットカード番号',
    'driver-license': '運転免許証番号',
    'residence-card': '在留カード番号',
    'pension-number': '基礎年金番号',
    'employment-insurance': '雇用保険の番号',
    'bank-account': '口座番号',
    'health-insurance': '健康保険の記号・番号',
    email: 'メールアドレス',
    phone: '電話番号',
    address: '住所',
  } satisfies Record<MaskType, string>,

  attachment: {
    picture: '送信した画像',
    enlarge: (width: number, height: number): string =>
      `送信した画像（横${width}×縦${height}ピクセル）を大きく表示する`,
    loading: '画像を読み込んでいます',
    notLoaded: '画像を表示できませんでした。',
    again: 'もう一度読み込む',
    columns: (count: number): string => `CSVの見出し行（${count}列）`,
    columnLine: (columns: readonly string[]): string => `CSVの見出し行：${columns.join('、')}`,
    noName: '（名前なし）',
    redacted: (kind: 'picture' | 'csv-header', rule: RedactionRule): string =>
      `担当者が${kind === 'picture' ? '画像' : 'CSVの見出し行'}を削除しました（${
        rule === 'personal-data' ? '個人情報' : '不適切な内容'
      }が含まれていたため）。`,
    open: '画像やCSVの見出し行を送る',
    attachPicture: '画像を添付する',
    attachCsv: 'CSVの見出し行を送る',
    dropHere: 'ここに画像かCSVをドロップしてください',
    notOpened: '準備ができませんでした。通信の状態をご確認のうえ、もう一度お試しください。',
    close: '閉じる',
  },

  startOver: {
    question: '新しい会話を始めますか？',
    loss: '今の会話は、この画面に表示されなくなります。残しておきたい場合は、先にメニューの「会話をコピーする」をお使いください。',
    stay: '今の会話を続ける',
    leave: '新しい会話を始める',
  },

  survey: {
    legend: '満足度',
    /** From 1 to 5. */
    scores: ['とても不満', '不満', 'ふつう', '満足', 'とても満足'],
    given: (score: number): string => `ご回答：${labels.survey.scores[score - 1] ?? score}`,
    comment: 'ご意見・ご要望（任意）',
    length: (count: number, longest: number): string => `${count}／${longest}文字`,
    tooLong: (longest: number): string => `ご意見は${longest}文字以内に縮めてから送信してください。`,
    send: '回答を送信',
    sending: '送信しています',
  },

  remaining: (count: number): string => `あと${count}文字`,
  tooLong: (count: number): string => `${count}文字超えています`,
  tooLongToSend: '1,000文字以内に縮めてから送信してください。',

  suggestions: '質問の候補',
  suggestionCount: (count: number): string => `候補が${count}件あります。上下の矢印キーで選べます。`,
} as const;

/** 「マイナンバー・電話番号」 */
export const maskNames = (types: readonly MaskType[]): string =>
  types.map((type) => labels.maskTypes[type]).join('・');

/** Said while typing; '' when there is nothing to say. */
export const willMask = (types: readonly MaskType[]): string =>
  types.length === 0 ? '' : `${maskNames(types)}と思われる部分は、個人情報を守るため、伏せて送信します。`;
