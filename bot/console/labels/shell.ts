import { sharedLabels } from '../../browser/labels.ts';
import type { OfficeView } from '../wire-types.ts';

/** The frame around everything: the header, the connection, the office, what went wrong. */
export const shellLabels = {
  product: '窓口',
  title: '窓口 対応コンソール',
  logIn: { heading: '対応コンソールにログイン' },
  header: {
    logOut: 'ログアウト',
    audit: '監査記録',
    help: 'キー操作',
    editor: '記事の編集',
    notifications: 'デスクトップ通知',
    sound: '通知音',
    notificationsDenied:
      'ブラウザーでこのサイトの通知が許可されていません。ブラウザーのサイトの設定で通知を許可してください。',
    notificationsMissing: 'お使いのブラウザーは、デスクトップ通知に対応していません。',
    unsaved: '送信していない下書きがあります。下書きはこのPCに残ります。ログアウトしますか？',
    settings: '通知の設定',
  },
  connection: {
    connecting: '接続しています…',
    live: '接続中',
    lost: 'サーバーとの接続が切れました。自動で再接続しています。表示が最新でないことがあります。',
    back: 'サーバーに再接続しました。',
  },
  office: {
    open: (until: string) => `受付中（${until}まで）`,
    closed: (reason: string, opensAt: string) => `${reason}（次の受付：${opensAt}から）`,
    reasons: {
      staffed: '受付中',
      break: '休憩時間',
      'after-hours': '受付時間外',
      'before-hours': '受付時間外',
      weekend: '土日のため休み',
      holiday: '祝日のため休み',
      'year-end': '年末年始の休み',
      'closed-day': '臨時休業日',
    } satisfies Record<OfficeView['reason'], string>,
  },
  problem: {
    ...sharedLabels.problem,
    onlyFor: (roles: string) => `この操作ができるのは、${roles}です。権限の変更は管理者に依頼してください。`,
    onlyHolderAnd: (name: string, roles: string) =>
      `${name}さんが担当しています。この操作ができるのは、${name}さんと、${roles}です。`,
    notFound: '会話が見つかりません。',
    changed: '会話の状態が変わったため、操作できませんでした。表示を更新しました。',
  },
  notification: {
    waiting: '新しいお客さまがお待ちです',
    reply: 'お客さまから返信がありました',
    transferred: '担当を引き継ぎました',
  },
} as const;
