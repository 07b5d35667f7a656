import type { ListId } from './state/route.ts';
import type {
  AgentText,
  AttachmentEvent,
  AgentView,
  AuditAct,
  CustomerView,
  OfficeView,
  RedactionRule,
  SignInOutcome,
  StatusEvent,
  BotMessage,
  WrittenMessage,
} from './wire-types.ts';

/** Every word the console shows, in one place. */
export const labels = {
  product: '窓口',
  title: '窓口 対応コンソール',
  starting: '読み込んでいます…',

  logIn: {
    heading: '対応コンソールにログイン',
    id: 'ID',
    password: 'パスワード',
    submit: 'ログイン',
    working: 'ログインしています…',
    sessionEnded:
      'ログインの有効期限が切れました。もう一度ログインしてください。書きかけの内容は残っています。',
    wrong: 'IDまたはパスワードが正しくありません。',
    empty: 'IDとパスワードを入力してください。',
    company: '会社のアカウントでサインイン',
    otherCompanyAccount: '別のアカウントでサインイン',
    or: 'または、IDとパスワードでログイン',
  },
  /** How the way through the company's provider ended. */
  companySignIn: {
    cancelled:
      'サインインを中止しました。続けるには、もう一度［会社のアカウントでサインイン］を押してください。',
    expired:
      'サインインの手続きの有効期限が切れたか、別の画面で新しい手続きが始まりました。もう一度［会社のアカウントでサインイン］を押してください。',
    'no-role':
      'この会社のアカウントには、対応コンソールを使う権限がありません。社内の管理者に権限の付与を依頼するか、別のアカウントでサインインしてください。',
    'no-account':
      'この会社のアカウントは、対応コンソールに登録されていません。社内の管理者に登録を依頼するか、別のアカウントでサインインしてください。',
    'provider-away':
      '会社のアカウントのサインイン画面に接続できませんでした。しばらくしてから、もう一度お試しください。続くときは、社内の管理者にご連絡ください。',
    'not-verified':
      '会社のアカウントを確認できませんでした。もう一度お試しください。続くときは、設定の確認を社内の管理者に依頼してください。',
    storage: 'サーバーが一時的に保存できない状態です。少し待ってから、もう一度サインインしてください。',
    'signed-out-here':
      '対応コンソールからログアウトしました。会社のアカウントにはサインインしたままです。ほかの人も使うPCでは、会社のアカウントからもサインアウトしてください。',
  } satisfies Record<SignInOutcome, string>,

  header: {
    logOut: 'ログアウト',
    audit: '監査記録',
    help: 'キー操作',
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
    kinds: { picture: '画像', 'csv-header': 'CSVの見出し行' } satisfies Record<
      AttachmentEvent['kind'],
      string
    >,
    excerpt: {
      picture: '（画像を送信）',
      'csv-header': '（CSVの見出し行を送信）',
    } satisfies Record<AttachmentEvent['kind'], string>,
    redacted: (kind: AttachmentEvent['kind'], rule: RedactionRule): string =>
      `${rule === 'personal-data' ? '個人情報' : '不適切な内容'}が含まれていたため、担当者が${labels.attachment.kinds[kind]}を削除しました。`,
  },

  survey: {
    asked: 'お客さまにアンケートを表示しました',
    heading: 'アンケートの回答',
    score: (score: number) =>
      `満足度：${['とても不満', '不満', 'ふつう', '満足', 'とても満足'][score - 1] ?? ''}（${score}／5）`,
    noComment: 'ご意見の記入はありません。',
  },

  reason: {
    summary: '回答の根拠',
    wording: '文言',
    version: (version: number) => `第${version}版`,
    article: '記事',
    topic: '対象外の項目',
    rule: '判断の理由',
    confidence: '確信度',
    candidates: '記事の候補',
    score: 'スコア',
    percent: (value: number) => `${Math.round(value * 100)}％`,
    rules: {
      choice: 'お客さまが候補から選んだため',
      button: 'お客さまが［担当者に相談する］を押したため',
      language: '日本語以外の発言のため',
      smalltalk: 'あいさつなどの決まった言葉のため',
      person: '担当者との会話を希望されたため',
      personClosed: '担当者との会話を希望されたが、受付時間外のため',
      notEligible: '担当者との会話を希望されたが、ご利用の条件に合わないため',
      refused: (rule: string) => `対象外の項目に当たるため（${rule}）`,
      enough: (value: number, bound: number) =>
        `確信度${Math.round(value * 100)}％が基準の${Math.round(bound * 100)}％以上のため`,
      tooLittle: (value: number, bound: number) =>
        `確信度${Math.round(value * 100)}％が基準の${Math.round(bound * 100)}％に満たないため`,
    },
  },
  kinds: {
    answer: '回答',
    clarify: '聞き返し',
    refuse: '対象外のご案内',
    handoff: '窓口へのご案内',
    smalltalk: 'あいさつ',
    fallback: '該当なし',
    notice: 'お知らせ',
    dialogue: '事前の質問',
  } satisfies Record<BotMessage['kind'], string>,
  maskTypes: {
    'my-number': '個人番号（マイナンバー）',
    'credit-card': 'クレジットカード番号',
    'driver-license': '運転免許証番号',
    'residence-card': '在留カード番号',
    'pension-number': '基礎年金番号',
    'employment-insurance': '雇用保険被保険者番号',
    'bank-account': '口座番号',
    'health-insurance': '健康保険の記号・番号',
    email: 'メールアドレス',
    phone: '電話番号',
    address: '住所',
  } satisfies Record<WrittenMessage['masked'][number], string>,
  topics: {
    'proxy-operation': '登録・設定の代行',
    'labor-practice': '労務・給与計算の実務',
    law: '法令',
    'contract-documents': '契約書類の管理',
    'other-tools': 'パソコン・ブラウザー・Excelなどの操作',
    'other-systems': '他社のシステム',
    'api-programming': 'APIなどのプログラミング',
    'html-writing': 'HTMLの記述',
    'unsupported-environment': '推奨環境以外での不具合',
    'network-plugin': 'ネットワーク・プラグイン',
    hardware: '機器に固有の問題',
    'data-recovery': 'データの復元',
    'log-provision': 'ログの提供',
  } satisfies Record<NonNullable<BotMessage['topic']>, string>,

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
    dismiss: '閉じる',
  },

  customer: {
    region: 'お客さまの情報',
    identity: 'お客さま',
    anonymous: 'ログインしていないお客さま',
    unnamed: 'お名前なし',
    name: 'お名前',
    company: '会社名',
    role: '権限',
    plan: 'プラン',
    trial: '無料トライアル開始日',
    loggedIn: 'ログイン',
    yes: 'ログイン済み',
    no: '未ログイン',
    unknown: '不明',
    page: '開いていたページ',
    about: '会話について',
    openedAt: '開始日時',
    conversationId: '会話ID',
    intake: '事前の質問への回答',
    noIntake: '事前の質問への回答はありません。',
    subject: 'お問い合わせの内容',
    employeeNumber: '社員番号',
    pageUrl: '対象ページのURL',
    whatWasDone: '行った操作',
    skipped: '回答なし',
    offered: 'ボットの案内',
    nothingOffered: 'ボットの案内はありません。',
    show: '該当の発言へ移動',
    fold: '閉じる',
    notes: '社内メモ',
    noNotes: '社内メモはありません。',
  },
  // Plans are data of the product; one that is added later shows its id until it has a name here.
  plans: {
    zero: '¥0プラン',
    small: 'スモールプラン',
    standard: 'スタンダードプラン',
    professional: 'プロフェッショナルプラン',
  } as Readonly<Record<string, string>>,
  roles: { admin: '管理者', employee: '従業員' } as Readonly<Record<string, string>>,
  agentRoles: {
    agent: '担当者',
    lead: 'リーダー',
    editor: '編集者',
    admin: '管理者',
  } satisfies Record<AgentView['role'], string>,

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

  dialogs: {
    othersConversation: (name: string) => `${name}さんが担当している会話です。`,
    cancel: 'キャンセル',
    closeHelp: '閉じる',
    close: {
      heading: '会話を終了しますか？',
      body: 'お客さまには終了の案内が表示されます。お客さまが発言すると、同じ会話を再開できます。',
      draft: '送信していない返信の下書きがあります。終了しても下書きは残りますが、お客さまには届きません。',
      submit: '終了する',
    },
    release: {
      heading: '順番待ちに戻しますか？',
      body: '担当が外れ、お客さまは元の順番のまま順番待ちに戻ります。',
      submit: '順番待ちに戻す',
    },
    transfer: {
      heading: '担当を引き継ぐ',
      body: '引き継ぎの理由や経緯は社内メモに残り、お客さまには見えません。',
      agent: '引き継ぐ相手',
      choose: '選んでください',
      note: '引き継ぎのメモ（任意）',
      submit: '引き継ぐ',
      self: (name: string) => `自分（${name}）`,
      none: '引き継げる担当者がいません。',
      required: '引き継ぐ相手を選んでください。',
    },
    redact: {
      heading: '発言の内容を削除しますか？',
      body: '内容は元に戻せません。やり取りには、削除したことと理由だけが残ります。',
      rule: '削除の理由',
      rules: {
        'personal-data': '個人情報が含まれている',
        inappropriate: '不適切な内容である',
      } satisfies Record<RedactionRule, string>,
      submit: '削除する',
    },
    texts: {
      heading: '定型文・記事を挿入',
      search: '語や質問で探す',
      placeholder: '例：スクリーンショット、CSV 見出し',
      hint: '承認済みの文だけが出ます。↑↓で選び、Enterで返信の欄に入ります（送信はされません）。',
      list: '定型文と記事',
      kinds: { phrase: '定型文', article: '記事' } satisfies Record<AgentText['kind'], string>,
      count: (count: number) => (count === 0 ? '該当する文はありません。' : `${count}件`),
      failed: '読み込めませんでした。少し待ってから、もう一度入力してください。',
    },
    help: {
      heading: 'キー操作',
      send: '送信する・メモを残す',
      sendKeys: 'Ctrl＋Enter（Macは⌘＋Enter）',
      texts: '入力中に、定型文・記事を挿入する',
      textsKeys: 'Ctrl＋/（Macは⌘＋/）',
      newline: '改行する',
      escape: '入力欄から出る・ダイアログを閉じる',
      singleKeys: '1文字のキー操作を使う',
      singleNote: '入力欄に文字を入力している間は働きません。',
      commands: {
        next: '次の会話へ',
        previous: '前の会話へ',
        search: '絞り込み・検索の欄へ',
        reply: '返信の欄へ',
        note: '社内メモの欄へ',
        claim: '対応を開始する',
        transfer: '引き継ぐ',
        close: '終了する',
        texts: '定型文・記事を挿入する',
        details: 'お客さまの情報を開く・閉じる',
        help: 'この一覧を開く',
      },
      list: (name: string) => `「${name}」を開く`,
      key: 'キー',
      does: '動作',
    },
  },

  problem: {
    offline: 'サーバーに接続できません。通信の状態を確認してください。',
    unauthorised: 'ログインの有効期限が切れました。',
    forbidden: 'この操作を行う権限がありません。',
    onlyFor: (roles: string) => `この操作ができるのは、${roles}です。権限の変更は管理者に依頼してください。`,
    onlyHolderAnd: (name: string, roles: string) =>
      `${name}さんが担当しています。この操作ができるのは、${name}さんと、${roles}です。`,
    notFound: '会話が見つかりません。',
    changed: '会話の状態が変わったため、操作できませんでした。表示を更新しました。',
    invalid: '入力した内容を受け付けられませんでした。内容を確認してください。',
    tooLarge: '内容が長すぎます。短くしてからお試しください。',
    tooMany: (seconds: number | null) =>
      seconds === null
        ? '操作が続いたため、一時的に制限しています。少し待ってからお試しください。'
        : `操作が続いたため、一時的に制限しています。${seconds}秒ほど待ってからお試しください。`,
    storage: 'サーバーが一時的に保存できない状態です。少し待ってからお試しください。',
    server: 'サーバーで問題が起きました。少し待ってからお試しください。',
  },

  audit: {
    heading: '監査記録',
    body: 'だれが、いつ、何をしたかの記録です。発言の内容や検索した語は記録していません。あとから書き換えたり消したりすると、検査で分かる形で残しています。',
    deskOnly: 'リーダーの権限では、窓口での操作だけを表示します。',
    act: '操作',
    actor: '操作した人',
    subject: '対象',
    details: '詳細',
    at: '日時',
    all: 'すべて',
    onlyThisConversation: '開いている会話だけ',
    more: 'さらに表示',
    none: '該当する記録はありません。',
    loading: '読み込んでいます…',
    close: '閉じる',
    tokenOf: (id: string) => `プログラム（${id}）`,
    command: 'サーバーのコマンド',
    system: 'システム',
    conversation: '会話を開く',
    acts: {
      claim: '対応を開始',
      release: '順番待ちに戻した',
      transfer: '引き継いだ',
      close: '会話を終了',
      redact: '発言の内容を削除',
      'conversation-read': '担当外の会話を閲覧',
      'history-searched': '履歴を検索',
      'sign-in': 'ログイン',
      'sign-in-failed': 'ログインに失敗',
      'sign-in-locked': 'ログインを一時停止',
      'sign-out': 'ログアウト',
      'account-created': 'アカウントを作成',
      'account-changed': 'アカウントを変更',
      'account-removed': 'アカウントを削除',
      'password-changed': 'パスワードを変更',
      'token-created': 'APIトークンを作成',
      'token-revoked': 'APIトークンを失効',
      'token-first-used': 'APIトークンを初めて使用',
      'log-mended': '書きかけの記録を除去',
      'log-damaged': '読めない記録を検出',
    } satisfies Record<AuditAct, string>,
    names: {
      holder: '担当者',
      to: '引き継ぎ先',
      cause: '理由',
      seq: '発言番号',
      rule: '理由',
      state: '会話の状態',
      scope: '範囲',
      withWords: '検索語',
      role: '権限',
      roleBefore: '変更前の権限',
      renamed: '名前の変更',
      agent: 'アカウント',
      scopes: '許可',
      until: '期限',
      demo: 'デモ',
    } as Readonly<Record<string, string>>,
    values: {
      'cause:abandoned': '担当者の応答なし',
      'cause:expired': 'お客さまの返信なし',
      'rule:personal-data': '個人情報',
      'rule:inappropriate': '不適切な内容',
      'state:bot': 'ボットが対応中',
      'state:waiting': '順番待ち',
      'state:claimed': '対応中',
      'state:answered': '返信済み',
      'state:closed': '終了',
      'scope:closed': '終了した会話',
      'scope:all': 'すべて',
    } as Readonly<Record<string, string>>,
    yes: 'あり',
    no: 'なし',
    detail: (name: string, value: string) => `${name}：${value}`,
  },

  announce: {
    customer: (text: string) => `お客さまの発言：${text}`,
    attachment: (kind: AttachmentEvent['kind']): string =>
      `お客さまから${labels.attachment.kinds[kind]}が届きました。`,
    bot: 'ボットが発言しました。',
    agent: (name: string) => `${name}さんの発言がありました。`,
    survey: (score: string) => `アンケートの回答がありました。${score}`,
    waiting: (name: string) => `新しい順番待ち：${name}`,
    reply: (name: string) => `お客さまから返信：${name}`,
    handedOver: (from: string, name: string) =>
      `${from}さんから${name}の担当を引き継ぎました。社内メモもご確認ください。`,
    open: '開く',
  },
  notification: {
    waiting: '新しいお客さまがお待ちです',
    reply: 'お客さまから返信がありました',
    transferred: '担当を引き継ぎました',
  },
} as const;

/** As one writes to the customer. */
export const customerWithHonorific = ({ name }: CustomerView): string =>
  name === null ? labels.message.from.customer : `${name}さま`;

/** What a list and a heading call the customer. */
export const customerName = (customer: CustomerView): string =>
  customer.name ?? (customer.loggedIn ? labels.customer.unnamed : labels.customer.anonymous);
