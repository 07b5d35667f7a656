import { createHash } from 'node:crypto';
import { append, type Conversation, type NewEvent } from '../../../bot/domain/conversation.ts';
import { newDesk } from '../../../bot/domain/ticket.ts';

/** Days over which the conversations are spread, the youngest today; some are older than the usual term of retention. */
const usualDays = 1_100;
const dayMs = 24 * 60 * 60 * 1_000;
/** Of a hundred: never at the desk, and closed by it. The few that are left over are at the desk now. */
const botOnly = 30;
/** One in so many waits. */
const waitingEvery = 200;

/** The customer whose conversations are looked for; one in a thousand is theirs. */
export const soughtCustomer = 'sought-customer';
const customersEvery = 1_000;

const question =
  '年末調整の書類を従業員に依頼したいのですが、依頼のボタンが押せません。どの権限が必要でしょうか。';
const answer =
  '「共通設定」の「権限」で、年末調整の管理者になっているかをご確認ください。権限の変更は、貴社の管理者さまだけが行えます。';

const events = (turns: number): NewEvent[] =>
  Array.from({ length: turns }, (_, turn): NewEvent[] => [
    {
      type: 'customer-message',
      clientMessageId: `message-${turn}-of-a-synthetic-customer`,
      text: `${question}（${turn + 1}）`,
      masked: [],
      repliesUpTo: turn * 2 + 2,
    },
    {
      type: 'bot-message',
      replyTo: turn * 2 + 1,
      kind: 'answer',
      wording: { id: 'year-end-permission', version: 1 },
      blocks: Array.from({ length: 4 }, () => ({ type: 'paragraph', content: [{ text: answer }] })),
      articleId: 'year-end-permission',
      topic: null,
      choices: [],
      quickReplies: [],
      reason: {
        rule: 'confidence 0.93 ≥ 0.50',
        confidence: 0.93,
        candidates: Array.from({ length: 5 }, (_unused, place) => ({
          id: `article-${place}`,
          score: 10 - place,
          confidence: 0.9 / (place + 1),
        })),
      },
    },
  ]).flat();

const status = (from: 'bot' | 'waiting', to: 'waiting' | 'closed'): NewEvent => ({
  type: 'status',
  from,
  to,
  cause: to === 'closed' ? 'close' : 'request',
  agentId: null,
  agentName: null,
  wording: { id: 'desk-line', version: 1 },
  blocks: [{ type: 'paragraph', content: [{ text: '担当者におつなぎします。このままお待ちください。' }] }],
});

/** A synthetic conversation of about 8 KB, as one of a few questions takes; the same for the same arguments. */
export const madeConversation = (
  index: number,
  { count, now, days = usualDays }: { count: number; now: Date; days?: number },
): Conversation => {
  const at = new Date(now.getTime() - Math.floor((1 - index / count) * days * dayMs));
  const hash = createHash('sha256').update(String(index)).digest('base64url');
  const opened: Conversation = {
    id: hash.slice(0, 43),
    tokenHash: createHash('sha256').update(hash).digest('hex'),
    customer: {
      loggedIn: true,
      subject: index % customersEvery === 0 ? soughtCustomer : `customer-${index}`,
      name: '試験 花子',
      company: `株式会社テスト${index % 500}`,
      role: 'admin',
      plan: 'standard',
      trialStartedOn: null,
    },
    openedAt: at.toISOString(),
    updatedAt: at.toISOString(),
    pageUrl: 'https://hr.example.com/year-end',
    desk: newDesk,
    intake: null,
    events: [],
    notes: [],
    dialogueState: {},
  };
  const told = append(opened, at, events(6));
  if (index % waitingEvery === 0)
    return { ...append(told, at, [status('bot', 'waiting')]), desk: waiting(at) };
  if (index % 100 < botOnly) return told;
  const closed = append(told, at, [status('bot', 'waiting'), status('waiting', 'closed')]);
  return { ...closed, desk: { ...newDesk, state: 'closed' } };
};

const waiting = (at: Date) => ({ ...newDesk, state: 'waiting' as const, waitingSince: at.toISOString() });
