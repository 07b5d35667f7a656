import type { SignInOutcome } from './wire-types.ts';

/** The words of what the programs of our own pages share. */
export const sharedLabels = {
  starting: '読み込んでいます…',
  cancel: 'キャンセル',
  dismiss: '閉じる',
  open: '開く',

  logIn: {
    id: 'ID',
    password: 'パスワード',
    submit: 'ログイン',
    working: 'ログインしています…',
    sessionEnded:
      'ログインの有効期限が切れました。もう一度ログインしてください。書きかけの内容は残っています。',
    wrong: 'IDまたはパスワードが正しくありません。',
    empty: 'IDとパスワードを入力してください。',
    company: '会社のアカウントでログイン',
    otherCompanyAccount: '別のアカウントでログイン',
    or: 'または、IDとパスワードでログイン',
  },
  /** How the way through the company's provider ended. */
  companySignIn: {
    cancelled: 'ログインを中止しました。続けるには、もう一度［会社のアカウントでログイン］を押してください。',
    expired:
      'ログインの手続きの有効期限が切れたか、別の画面で新しい手続きが始まりました。もう一度［会社のアカウントでログイン］を押してください。',
    'no-role':
      'この会社のアカウントには、対応コンソールを使う権限がありません。社内の管理者に権限の付与を依頼するか、別のアカウントでログインしてください。',
    'no-account':
      'この会社のアカウントは、対応コンソールに登録されていません。社内の管理者に登録を依頼するか、別のアカウントでログインしてください。',
    'provider-away':
      '会社のアカウントのログイン画面に接続できませんでした。しばらくしてから、もう一度お試しください。続くときは、社内の管理者にご連絡ください。',
    'not-verified':
      '会社のアカウントを確認できませんでした。もう一度お試しください。続くときは、設定の確認を社内の管理者に依頼してください。',
    storage: 'サーバーが一時的に保存できない状態です。少し待ってから、もう一度ログインしてください。',
    'signed-out-here':
      '対応コンソールからログアウトしました。会社のアカウントにはログインしたままです。ほかの人も使うPCでは、会社のアカウントからもログアウトしてください。',
  } satisfies Record<SignInOutcome, string>,

  problem: {
    offline: 'サーバーに接続できません。通信の状態を確認してください。',
    unauthorised: 'ログインの有効期限が切れました。',
    forbidden: 'この操作を行う権限がありません。',
    invalid: '入力した内容を受け付けられませんでした。内容を確認してください。',
    tooLarge: '内容が長すぎます。短くしてからお試しください。',
    tooMany: (seconds: number | null) =>
      seconds === null
        ? '操作が続いたため、一時的に制限しています。少し待ってからお試しください。'
        : `操作が続いたため、一時的に制限しています。${seconds}秒ほど待ってからお試しください。`,
    storage: 'サーバーが一時的に保存できない状態です。少し待ってからお試しください。',
    server: 'サーバーで問題が起きました。少し待ってからお試しください。',
  },
} as const;
