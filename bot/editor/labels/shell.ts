import type { ScreenId } from '../route.ts';

/** Words of the frame around every page. */
export const shellLabels = {
  title: '窓口 記事の編集',
  product: '窓口',
  heading: '記事の編集にログイン',
  nav: 'ページの切り替え',
  screens: {
    pages: '記事と文言',
    gaps: '足りない答え',
    try: '試す',
    impact: '影響を調べる',
    figures: '数字',
  } satisfies Record<ScreenId, string>,
  logOut: 'ログアウト',
  toContent: '本文へ移動',
  noRole:
    'このアカウントには、記事を編集する権限がありません。社内の管理者に「editor」の役割の付与を依頼するか、別のアカウントでログインしてください。',
  toConsole: '担当者の画面を開く',
  loading: '読み込んでいます…',
  again: 'もう一度読み込む',
  leave: {
    heading: '保存していない変更があります',
    body: '書きかけの文は、このブラウザーに残ります。次にこのページを開いたときに、続きから書けます。',
    submit: '保存せずに移動する',
  },
  logOutUnsaved:
    '保存していない変更があります。書きかけの文は、このブラウザーに残ります。ログアウトしますか？',
  sessionOver: {
    submit: 'ログインし直す',
    heading: 'もう一度ログインしてください',
    later: 'あとでログインする',
  },
  copied: 'コピーしました。',
  copyFailed: 'コピーできませんでした。文を選んで、手で写してください。',
  percent: (value: number): string => `${Math.round(value * 100)}％`,
  someone: 'ほかの人',
  san: (name: string): string => `${name}さん`,
} as const;

/** What is said of each refusal of the server; the status decides where there is no code of its own. */
export const problemLabels: Readonly<Record<string, string>> = {
  'role-not-allowed': shellLabels.noRole,
  'page-not-found':
    'この記事や文言は見つかりません。ほかの人が下書きを破棄したか、ファイルが消された可能性があります。',
  'page-unreadable':
    'このファイルは、大きすぎるか、文字コードが分からないため、ここでは開けません。テキストエディターで開き、256KBより小さくして、UTF-8で保存し直してください。',
  'draft-not-found':
    'この文の下書きはもうありません。ほかの人が公開したか、破棄した可能性があります。ページを読み込み直してください。',
  'version-not-found': 'この版の文は残っていません。',
  'text-changed': 'ほかの人が先に保存しました。ページを読み込み直して、内容を確かめてください。',
  'own-draft': '下書きを書いた人とは別の人が承認する決まりです。ほかの編集者に承認を依頼してください。',
  'draft-has-errors': 'エラーがあるため公開できません。「見つかったこと」のエラーを直してください。',
  'files-have-errors':
    '下書きにエラーがあるため、調べられません。それぞれの下書きを開いて、「見つかったこと」のエラーを直してください。',
  'body-too-large': '文が長すぎます。記事を分けてください。',
  'text-too-large': '文が長すぎます。記事を分けてください。',
};

export const notFoundProblem = '見つかりませんでした。ページを読み込み直してください。';
