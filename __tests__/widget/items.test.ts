import { toItems } from '../../bot/widget/frame/items.ts';
import type { Item, ItemSources } from '../../bot/widget/frame/items.ts';
import type { OutboxEntry } from '../../bot/widget/frame/outbox.ts';
import { deskOf, Transcript } from '../../bot/widget/frame/transcript.ts';
import { transcriptText } from '../../bot/widget/frame/later/transcript-text.ts';
import { agentSaid, botSaid, customerSaid, deskIs, headerSent, pictureSent } from './fakes.ts';

const draw = (over: Partial<ItemSources>): Item[] =>
  toItems({
    events: [],
    outbox: [],
    maskedHere: new Map(),
    opinions: new Map(),
    heard: new Set(),
    unkept: false,
    standIns: new Map(),
    reachable: true,
    ...over,
  });
const ofType = <T extends Item['type']>(items: Item[], type: T): Extract<Item, { type: T }>[] =>
  items.filter((item): item is Extract<Item, { type: T }> => item.type === type);

const onItsWay = (over: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientMessageId: 'message-9',
  text: 'まだ',
  masked: [],
  writtenAt: '2020-01-01T00:00:00Z',
  state: 'sending',
  ...over,
});

describe('the events that are held', () => {
  it('are in order and each once, however they come', () => {
    const transcript = new Transcript();
    transcript.add([botSaid(2, 'b'), customerSaid(1, 'a')]);
    transcript.add([customerSaid(1, 'a'), customerSaid(3, 'c')]);
    expect(transcript.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('are asked for again from the first hole', () => {
    const transcript = new Transcript();
    transcript.add([customerSaid(1, 'a'), customerSaid(4, 'd')]);
    expect(transcript.after).toBe(1);
    transcript.add([customerSaid(2, 'b'), customerSaid(3, 'c')]);
    expect(transcript.after).toBe(4);
  });

  it('say whether anything was new', () => {
    const transcript = new Transcript();
    expect(transcript.add([customerSaid(1, 'a')])).toBe(true);
    expect(transcript.add([customerSaid(1, 'a')])).toBe(false);
  });

  it('say with whom the conversation stands', () => {
    expect(deskOf([])).toEqual({ state: 'bot', agentName: null });
    expect(deskOf([deskIs(1, 'waiting'), deskIs(2, 'claimed', '佐藤'), agentSaid(3, 'はい')])).toEqual({
      state: 'claimed',
      agentName: '佐藤',
    });
  });
});

describe('the log', () => {
  it('opens each day with a line', () => {
    const items = draw({
      events: [
        { ...customerSaid(1, 'a'), at: '2026-11-24T14:59:00Z' },
        { ...customerSaid(2, 'b'), at: '2026-11-24T15:00:00Z' },
        { ...customerSaid(3, 'c'), at: '2026-11-24T15:01:00Z' },
      ],
    });
    expect(items.map((item) => (item.type === 'day' ? item.label : item.key))).toEqual([
      '11月24日(火)',
      'message-1',
      '11月25日(水)',
      'message-2',
      'message-3',
    ]);
  });

  it('shows what is on its way last, without a day of a clock that may be wrong', () => {
    const items = draw({ events: [customerSaid(1, 'a')], outbox: [onItsWay()] });
    expect(items.map(({ type }) => type)).toEqual(['day', 'customer', 'customer']);
    expect(ofType(items, 'customer')[1]).toMatchObject({ delivery: 'sending', time: '', text: 'まだ' });
  });

  it('shows a message once when its event came before its acknowledgement', () => {
    const items = draw({ events: [customerSaid(1, 'まだ', 'message-9')], outbox: [onItsWay()] });
    expect(ofType(items, 'customer')).toHaveLength(1);
    expect(ofType(items, 'customer')[0]).toMatchObject({ key: 'message-9', delivery: 'sent' });
  });

  it('keeps a message’s key from writing to arrival, so that it is read out once', () => {
    const before = ofType(draw({ outbox: [onItsWay()] }), 'customer')[0];
    const after = ofType(draw({ events: [customerSaid(1, 'まだ', 'message-9')] }), 'customer')[0];
    expect(after?.key).toBe(before?.key);
  });

  it('asks whether an answer helped, and nothing else', () => {
    const kinds = [
      'answer',
      'clarify',
      'refuse',
      'handoff',
      'smalltalk',
      'fallback',
      'notice',
      'dialogue',
    ] as const;
    const asked = kinds.filter(
      (kind) => ofType(draw({ events: [botSaid(1, 'x', { kind })] }), 'bot')[0]?.feedback,
    );
    expect(asked).toEqual(['answer']);
  });

  it.each([
    ['as stored', [botSaid(1, 'x', { helpful: false })], new Map(), 'unhelpful'],
    [
      'as it came later',
      [botSaid(1, 'x'), { type: 'feedback', seq: 2, at: '2026-11-24T02:00:00Z', on: 1, helpful: true }],
      new Map(),
      'helpful',
    ],
    ['as just given', [botSaid(1, 'x')], new Map([[1, true]]), 'helpful'],
    ['not yet given', [botSaid(1, 'x')], new Map(), 'asked'],
  ] as const)('shows an opinion %s', (_promise, events, opinions, feedback) => {
    expect(ofType(draw({ events, opinions }), 'bot')[0]?.feedback).toBe(feedback);
  });

  it('shows that something was removed and by which rule, never what', () => {
    const events = [
      customerSaid(1, '秘密'),
      { type: 'redacted', seq: 2, at: '2026-11-24T02:00:00Z', on: 1, rule: 'personal-data' } as const,
    ];
    const items = draw({ events });
    expect(ofType(items, 'customer')[0]?.redacted).toBe('personal-data');
    expect(transcriptText(items)).not.toContain('秘密');
  });

  it('names what was masked here or on the server, each kind once', () => {
    const items = draw({
      events: [{ ...customerSaid(1, '〔電話番号〕', 'message-9'), masked: ['phone'] }],
      maskedHere: new Map([['message-9', ['my-number', 'phone']]]),
    });
    expect(ofType(items, 'customer')[0]?.masked).toEqual(['my-number', 'phone']);
  });

  it('leaves out changes of state that have nothing to say', () => {
    const silent = { ...deskIs(1, 'answered'), blocks: [] };
    expect(draw({ events: [silent] })).toEqual([]);
  });

  it('makes links of the addresses in a person’s message', () => {
    const [item] = ofType(draw({ events: [agentSaid(1, 'https://example.com をどうぞ')] }), 'agent');
    expect(item?.content[0]).toEqual({ text: 'https://example.com', href: 'https://example.com' });
  });
});

const offered = (sources: Partial<ItemSources>): string[] =>
  ofType(draw(sources), 'bot').flatMap((item) => item.quickReplies.map(({ label }) => label));

describe('quick replies', () => {
  const quickReplies = [
    { label: 'もう一度', action: 'send' } as const,
    { label: '担当者に相談する', action: 'handoff' } as const,
    { label: '順番待ちをやめる', action: 'leave-queue' } as const,
  ];
  it('stand under every message of the bot’s last turn', () => {
    const second = {
      ...botSaid(3, 'y', { quickReplies: [{ label: 'はい', action: 'send' }] }),
      at: botSaid(2, '').at,
    };
    const events = [customerSaid(1, 'a'), botSaid(2, 'x', { quickReplies }), second];
    expect(offered({ events })).toEqual(['もう一度', '担当者に相談する', 'はい']);
  });

  it.each([
    ['the customer has gone on', [botSaid(1, 'x', { quickReplies }), customerSaid(2, 'b')], []],
    ['the bot has gone on', [botSaid(1, 'x', { quickReplies }), botSaid(2, 'y')], []],
    ['a message is on its way', [botSaid(1, 'x', { quickReplies })], [onItsWay()]],
  ] as const)('go away when %s', (_promise, events, outbox) => {
    expect(offered({ events, outbox })).toEqual([]);
  });

  it('offer what can be done at once only while the desk can be asked; words wait until they can go', () => {
    const events = [botSaid(1, 'x', { quickReplies })];
    expect(offered({ events, reachable: false })).toEqual(['もう一度']);
  });

  it('never offer a person to someone who waits for or talks to one', () => {
    for (const state of ['waiting', 'claimed', 'answered'] as const) {
      expect(offered({ events: [botSaid(1, 'x', { quickReplies }), deskIs(2, state)] })).toEqual([
        'もう一度',
      ]);
    }
  });
});

describe('the copied transcript', () => {
  it('reads like the log: who, when, steps with numbers, links with addresses', () => {
    const answer = botSaid(2, '', {
      blocks: [
        { type: 'steps', items: [[{ text: '開く', strong: true }], [{ text: '押す' }]] },
        { type: 'list', items: [[{ text: '管理者' }]] },
        { type: 'paragraph', content: [{ text: 'ヘルプ', href: 'https://example.com' }] },
      ],
    });
    expect(
      transcriptText(draw({ events: [customerSaid(1, '方法は？'), answer, agentSaid(3, '佐藤です')] })),
    ).toBe(
      [
        '― 11月24日(火) ―',
        'あなた 11:01\n方法は？',
        '自動応答 11:02\n1. 開く\n2. 押す\n・管理者\nヘルプ（https://example.com）',
        '担当者 佐藤 11:03\n佐藤です',
      ].join('\n\n'),
    );
  });

  it('has the description of a picture in its place', () => {
    const picture = { alt: '一覧の右上', src: `/pictures/${'0'.repeat(64)}.png`, width: 60, height: 40 };
    const answer = botSaid(1, '', {
      blocks: [
        { type: 'steps', items: [[{ text: '開く' }], [{ text: '押す' }]], pictures: [null, picture] },
        { type: 'list', items: [[{ text: '管理者' }]], pictures: [picture] },
        { type: 'picture', ...picture },
      ],
    });
    expect(transcriptText(draw({ events: [answer] }))).toContain(
      '1. 開く\n2. 押す〔図：一覧の右上〕\n・管理者〔図：一覧の右上〕\n〔図：一覧の右上〕',
    );
  });
});

describe('what the customer attached', () => {
  const picture = pictureSent(1);
  const columns = headerSent(2, ['社員番号', '']);

  it('stands among what was said, with what it takes to draw it', () => {
    expect(draw({ events: [picture, columns] }).filter(({ type }) => type === 'attachment')).toMatchObject([
      { kind: 'picture', picture: { id: 'picture-1', width: 40, height: 30 }, columns: null, redacted: null },
      { kind: 'csv-header', picture: null, columns: ['社員番号', ''], redacted: null },
    ]);
  });

  it('is gone from the page at once when staff remove it, and from the copied text (N4)', () => {
    const removals = [1, 2].map((on) => ({
      type: 'redacted' as const,
      seq: on + 2,
      at: picture.at,
      on,
      rule: 'personal-data' as const,
    }));
    const items = draw({ events: [picture, columns, ...removals] });
    expect(ofType(items, 'attachment')).toMatchObject([
      { picture: null, redacted: 'personal-data' },
      { columns: null, redacted: 'personal-data' },
    ]);
    expect(transcriptText(items)).toContain('担当者がCSVの見出し行を削除しました');
    expect(transcriptText(items)).not.toContain('社員番号');
  });

  it('is copied as a line of text', () => {
    const text = transcriptText(draw({ events: [picture, columns] }));
    expect(text).toContain('送信した画像');
    expect(text).toContain('CSVの見出し行：社員番号、');
  });

  it('answers what the bot offered before: its buttons go', () => {
    const asked = botSaid(1, 'どうされますか', { quickReplies: [{ label: 'はい', action: 'send' }] });
    expect(offered({ events: [asked] })).toEqual(['はい']);
    expect(offered({ events: [asked, pictureSent(2)] })).toEqual([]);
  });
});
