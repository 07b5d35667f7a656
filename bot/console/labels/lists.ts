import type { ListId } from '../state/route.ts';

/** The lists of conversations and the state of each. */
export const listsLabels = {
  lists: {
    nav: '会話の一覧',
    kinds: '一覧の切り替え',
    names: { waiting: '順番待ち', mine: '自分の担当', all: 'すべて', history: '履歴' } satisfies Record<
      ListId,
      string
    >,
    headings: {
      waiting: '順番待ち（お待ちの長い順）',
      mine: '自分の担当',
      all: '窓口のすべての会話',
      history: '会話の履歴',
    } satisfies Record<ListId, string>,
    empty: {
      waiting: 'お待ちのお客さまはいません。',
      mine: '担当している会話はありません。',
      all: '窓口に来ている会話はありません。',
      history: '該当する会話はありません。',
    } satisfies Record<ListId, string>,
    noMatch: '条件に合う会話はありません。',
    search: '絞り込み（会社名・お名前・本文）',
    historySearch: '履歴を検索',
    searchButton: '検索',
    scope: '対象',
    scopes: { closed: '終了した会話', all: '窓口に来た会話すべて' },
    olderNotSearched: 'これより古い会話は検索していません。語を足すと絞り込めます。',
    loading: '読み込んでいます…',
    notForRole:
      '編集者の権限では、会話の表示と対応はできません。必要なときは、管理者に権限の変更を依頼してください。',
    failed: '一覧を読み込めませんでした。しばらくしてから、もう一度検索してください。',
    unread: '未読',
    draft: '下書き',
  },
  state: {
    bot: 'ボットが対応中',
    waiting: (elapsed: string) => `待ち ${elapsed}`,
    unanswered: (elapsed: string) => `未返信 ${elapsed}`,
    claimed: '対応中',
    answered: '返信済み',
    closed: '終了',
    owner: (name: string) => `担当：${name}`,
    ownerSelf: '担当：自分',
    closesOnShort: (date: string) => `${date}に終了予定`,
    urgent: '長くお待ち',
    typing: '入力中…',
    closesOn: (date: string) => `${date}までにお客さまの返信がなければ、自動で終了します。`,
  },
} as const;
