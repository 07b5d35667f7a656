/** Writing to the customer and notes. */
export const composerLabels = {
  composer: {
    region: '返信と社内メモ',
    kinds: '書き込み先',
    reply: '返信',
    note: '社内メモ',
    replyField: '返信（お客さまに届きます）',
    noteField: '社内メモ（お客さまには見えません）',
    texts: '定型文',
    /** Before anything is sent: the date that the customer will be told (N6). */
    closesOn: (date: string) =>
      `いま返信すると、お客さまの返信がない場合は${date}の終わりに自動で終了します。`,
    send: '送信する',
    saveNote: 'メモを残す',
    sending: '送信しています…',
    placeholder: (name: string) => `${name}への返信を入力してください`,
    notePlaceholder: '経緯や確認したことなど、担当者どうしの引き継ぎに使います',
    hint: 'Enterで改行、Ctrl＋Enter（Macは⌘＋Enter）で送信します。',
    noteHint: 'Enterで改行、Ctrl＋Enter（Macは⌘＋Enter）でメモを残します。',
    length: (length: number, limit: number) => `${length}／${limit}文字`,
    tooLong: (limit: number) => `${limit}文字以内で入力してください。`,
    empty: '内容を入力してください。',
    claimFirst: '送信するには、先に［対応を開始する］を押してください。',
    ownedBy: (name: string) =>
      `${name}さんが担当しています。返信できるのは担当者だけです。担当の変更や終了は、リーダーと管理者もできます。`,
    takeOver: (name: string) =>
      `${name}さんが担当しています。返信するには、先に［引き継ぐ］で自分を選んでください。`,
    closed: 'この会話は終了しています。お客さまが発言すると再開します。',
    withBot: 'ボットが対応中の会話です。返信できるのは、お客さまが窓口での対応を希望したあとです。',
  },
  refusal: {
    'customer-wrote': {
      reply:
        'お客さまから新しい発言があったため、まだ送信していません。内容を確認のうえ、もう一度送信してください。入力した内容はそのまま残っています。',
      close:
        'お客さまから新しい発言があったため、まだ終了していません。内容を確認のうえ、返信するか、もう一度［終了する］を押してください。',
    },
    'already-claimed': (name: string) =>
      `${name}さんがすでに対応を開始しています。この会話は${name}さんの担当です。`,
    'not-sent': (reason: string) =>
      `送信できませんでした。${reason}入力した内容は残っています。もう一度送信しても、二重には届きません。`,
  },
} as const;
