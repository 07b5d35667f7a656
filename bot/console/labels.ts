import { sharedLabels } from '../browser/labels.ts';
import type { ListId } from './state/route.ts';
import type {
  CustomerView,
  OfficeView,
  RedactionRule,
  StatusEvent,
  BotMessage,
  WrittenMessage,
} from './wire-types.ts';

/** Every word the console shows, in one place. */
export const labels = {
  product: '窓口',
  title: '窓口 対応コンソール',

  logIn: { heading: '対応コンソールにログイン' },

  header: {
    logOut: 'ログアウト',
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
    claim: '対応を開始する',
    release: '順番待ちに戻す',
    transfer: '引き継ぐ',
    close: '終了する',
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
    ownedBy: (name: string) => `${name}さんが担当しています。返信できるのは担当者だけです。`,
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
    closeHelp: '閉じる',
    close: {
      heading: '会話を終了しますか？',
      body: 'お客さまには終了の案内が表示されます。お客さまが発言すると、同じ会話を再開できます。',
      draft: '送信していない返信の下書きがあります。終了しても下書きは残りますが、お客さまには届きません。',
      submit: '終了する',
    },
    release: {
      heading: '順番待ちに戻しますか？',
      body: '担当を外れます。お客さまは、元の順番のまま順番待ちに戻ります。',
      submit: '順番待ちに戻す',
    },
    transfer: {
      heading: '担当を引き継ぐ',
      body: '引き継ぎの理由や経緯は社内メモに残り、お客さまには見えません。',
      agent: '引き継ぐ相手',
      choose: '選んでください',
      note: '引き継ぎのメモ（任意）',
      submit: '引き継ぐ',
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
    help: {
      heading: 'キー操作',
      send: '送信する・メモを残す',
      sendKeys: 'Ctrl＋Enter（Macは⌘＋Enter）',
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
        details: 'お客さまの情報を開く・閉じる',
        help: 'この一覧を開く',
      },
      list: (name: string) => `「${name}」を開く`,
      key: 'キー',
      does: '動作',
    },
  },

  problem: {
    ...sharedLabels.problem,
    notFound: '会話が見つかりません。',
    changed: '会話の状態が変わったため、操作できませんでした。表示を更新しました。',
  },

  announce: {
    customer: (text: string) => `お客さまの発言：${text}`,
    bot: 'ボットが発言しました。',
    agent: (name: string) => `${name}さんの発言がありました。`,
    survey: (score: string) => `アンケートの回答がありました。${score}`,
    waiting: (name: string) => `新しい順番待ち：${name}`,
    reply: (name: string) => `お客さまから返信：${name}`,
    transferred: (name: string) => `担当を引き継ぎました：${name}`,
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
