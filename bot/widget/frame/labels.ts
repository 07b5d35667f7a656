/**
 * What is fixed of the window itself, shown or read out; that of the log and of typing comes with the
 * second bundle (`later/labels.ts`). What the bot says comes from the server, approved.
 */
export const labels = {
  title: 'サポート窓口',
  close: '閉じる',
  menu: 'メニュー',
  copy: '会話をコピーする',
  copied: '会話をコピーしました。',
  notCopied: 'コピーできませんでした。文字を選択してコピーしてください。',
  print: '会話を印刷する',
  sound: '通知音を鳴らす',
  soundOn: '新しいメッセージが届いたときに、音でお知らせします。',
  soundOff: '通知音を止めました。',
  startOver: '新しい会話を始める',

  welcome: 'ご質問をお聞かせください',
  welcomeHint:
    '使い方について、24時間いつでも自動でお答えします。知りたいことを、ふだんの言葉で入力してください。',

  log: '会話の内容',
  message: '質問を入力',
  placeholder: {
    bot: '例：招待メールが届きません',
    dialogue: 'お答えを入力してください',
    person: '担当者へのメッセージを入力',
  },
  send: '送信',
  keys: 'Enterで送信、Shift + Enterで改行',
  notLookedThrough:
    '個人情報の確認ができず、まだ送信していません。通信の状態をご確認のうえ、もう一度お試しください。',

  officeOpen: (until: string): string => `担当者が対応できる時間です（${until}まで）`,
  officeClosed: (opensAt: string): string => `担当者の受付は ${opensAt} からです`,
  countdown: (hours: number, minutes: number): string =>
    `（あと${hours > 0 ? `${hours}時間` : ''}${minutes > 0 ? `${minutes}分` : ''}）`,
  askPerson: '担当者に相談する',
  askedPerson: '担当者へ取り次いでいます',
  waiting: (position: number | null): string =>
    position === null ? '順番をお待ちください' : `順番をお待ちください（現在${position}番目）`,
  leaveQueue: '順番待ちをやめる',
  leaveQuestion: '順番待ちをやめますか？',
  leave: 'やめる',
  stay: '順番待ちを続ける',
  claimed: (name: string): string => `担当者の${name}が対応しています`,
  claimedByUnnamed: '担当者が対応しています',
  notDone: '操作を完了できませんでした。時間をおいて、もう一度お試しください。',

  // Of what was sent: nobody shall fear that what is only being written goes by itself.
  disconnected: 'ただいま窓口につながりません。送信した内容は、つながりしだい自動で届きます。',
  offline: 'オフラインです。送信した内容は、つながりしだい自動で届きます。',
  replaced: '以前の会話は、保存期間の終了などにより削除されました。ご質問は、この新しい会話でお受けします。',
  identityRefused:
    'ログイン状態を確認できませんでした。ページを再読み込みするか、ログインせずにご利用ください。',
  goOnAnonymously: 'ログインせずに質問する',
  dismiss: 'お知らせを閉じる',
} as const;
