import type { MaskType } from '../../domain/conversation.ts';
import type { RedactionRule } from './items.ts';

/** Everything fixed that the frame shows or reads out. What the bot says comes from the server, approved. */
export const labels = {
  title: 'サポート窓口',
  close: '閉じる',
  menu: 'メニュー',
  copy: '会話をコピーする',
  copied: '会話をコピーしました。',
  notCopied: 'コピーできませんでした。文字を選択してコピーしてください。',
  print: '会話を印刷する',
  startOver: '新しい会話を始める',

  welcome: 'ご質問をお聞かせください',
  welcomeHint:
    '使い方について、24時間いつでも自動でお答えします。知りたいことを、ふだんの言葉で入力してください。',

  log: '会話の内容',
  you: 'あなた',
  bot: '自動応答',
  agent: (name: string): string => `担当者 ${name}`,
  answering: '回答を準備しています',
  newMessages: '新しいメッセージがあります',
  relatedQuestions: 'こちらの質問もご覧になれます',
  choices: '質問の候補',
  quickReplies: '返信の候補',
  opensInNewTab: '（新しいタブで開きます）',

  feedback: 'この回答は役に立ちましたか',
  yes: 'はい',
  no: 'いいえ',
  feedbackThanks: {
    helpful: 'お役に立ててうれしいです。',
    unhelpful: 'お知らせいただき、ありがとうございます。',
  },

  sending: '送信中',
  waitingToSend: '未送信です。つながりしだい、自動で送信します。',
  refusedToSend: '送信できませんでした。お手数ですが、内容を見直してください。',
  rewrite: '書き直す',
  masked: (kinds: string): string => `${kinds}と思われる部分は、個人情報を守るため、伏せて送信しました。`,
  maskedByAgent: '個人情報を守るため、一部を伏せて表示しています。',
  willMask: (kinds: string): string => `${kinds}と思われる部分は、個人情報を守るため、伏せて送信します。`,
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

  message: '質問を入力',
  placeholder: {
    bot: '例：招待メールが届きません',
    dialogue: 'お答えを入力してください',
    person: '担当者へのメッセージを入力',
  },
  send: '送信',
  keys: 'Enterで送信、Shift + Enterで改行',
  remaining: (count: number): string => `あと${count}文字`,
  tooLong: (count: number): string => `${count}文字超えています`,
  tooLongToSend: '1,000文字以内に縮めてから送信してください。',
  notLookedThrough:
    '個人情報の確認ができず、まだ送信していません。通信の状態をご確認のうえ、もう一度お試しください。',
  suggestions: '質問の候補',
  suggestionCount: (count: number): string => `候補が${count}件あります。上下の矢印キーで選べます。`,

  officeOpen: (until: string): string => `担当者が対応できる時間です（${until}まで）`,
  officeClosed: (opensAt: string): string => `担当者の受付は ${opensAt} からです`,
  askPerson: '担当者に相談する',
  askedPerson: '担当者へ取り次いでいます',
  waiting: (position: number | null): string =>
    position === null ? '順番をお待ちください' : `順番をお待ちください（現在${position}番目）`,
  wait: (text: string): string => `待ち時間の目安：${text}`,
  leaveQueue: '順番待ちをやめる',
  leaveQuestion: '順番待ちをやめますか？',
  leave: 'やめる',
  stay: '待ち続ける',
  claimed: (name: string): string => `担当者の${name}が対応しています`,
  claimedByUnnamed: '担当者が対応しています',
  notDone: '操作を完了できませんでした。時間をおいて、もう一度お試しください。',

  disconnected: 'ただいまつながりにくくなっています。自動でつなぎ直しています。',
  offline: 'オフラインです。入力した内容は、つながりしだい自動で送信します。',
  identityRefused:
    'ログイン状態を確認できませんでした。ページを再読み込みするか、ログインせずにご利用ください。',
  goOnAnonymously: 'ログインせずに質問する',
  dismiss: 'お知らせを閉じる',
} as const;

/** 「マイナンバー・電話番号」 */
export const maskNames = (types: readonly MaskType[]): string =>
  types.map((type) => labels.maskTypes[type]).join('・');
