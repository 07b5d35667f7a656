import type { MaskType } from '../../domain/conversation.ts';
import { personHolds } from '../../domain/ticket.ts';
import type { Turn } from '../turn.ts';

const maskNames: Record<MaskType, string> = {
  'my-number': 'マイナンバー',
  'credit-card': 'クレジットカード番号',
  'driver-license': '運転免許証の番号',
  'residence-card': '在留カードの番号',
  'pension-number': '基礎年金番号',
  'employment-insurance': '雇用保険の番号',
  'bank-account': '口座番号',
  'health-insurance': '健康保険の記号・番号',
  email: 'メールアドレス',
  phone: '電話番号',
  address: '住所',
};

/** Tells what was masked in the message of this turn, and why (N4). */
export const noteMasked = (turn: Turn): void => {
  if (turn.input.kind === 'handoff-request') return;
  const message = turn.conversation.events[turn.input.seq - 1];
  if (message?.type !== 'customer-message' || message.masked.length === 0) return;
  turn.notice('masked', { masked: message.masked.map((type) => maskNames[type]).join('、') });
};

const afterHours = 'desk-after-hours';

/**
 * Tells who writes to a person out of hours when that person will be back (H8): once until somebody
 * answers, so that it never piles up between the customer's own lines.
 */
export const noteAfterHours = (turn: Turn): void => {
  const { office } = turn.setting;
  if (office.open || !personHolds(turn.conversation.desk.state)) return;
  const { events } = turn.conversation;
  const answered = events.findLastIndex((event) => event.type === 'agent-message' || event.type === 'status');
  const said = events
    .slice(answered + 1)
    .some((event) => event.type === 'bot-message' && event.wording.id === afterHours);
  if (!said) turn.notice(afterHours, { opensAt: office.opensAtText });
};
