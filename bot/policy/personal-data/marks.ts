import type { MaskType } from '../../domain/conversation.ts';

/** What the customer calls each type; the transcript keeps it in 〔 〕 and nothing of the value. */
export const maskLabels: Readonly<Record<MaskType, string>> = {
  'my-number': 'マイナンバー',
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
};

export const markOf = (type: MaskType): string => `〔${maskLabels[type]}〕`;
