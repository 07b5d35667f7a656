import { labels } from '../labels.ts';
import type { AgentView, RedactionRule } from '../wire-types.ts';
import { el } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';

const words = labels.dialogs;
const rules = ['personal-data', 'inappropriate'] as const;

const paragraph = (text: string): HTMLElement => el('p', {}, text);

/** Said where a lead handles what a colleague has. */
const ofColleague = (holder: string | null): HTMLElement[] =>
  holder === null ? [] : [el('p', { class: 'notice' }, words.othersConversation(holder))];

/** `holder`: the colleague who has it; null where it is one's own. */
export const confirmClose = (hasDraft: boolean, holder: string | null): Promise<boolean> =>
  ask({
    heading: words.close.heading,
    content: [
      ...ofColleague(holder),
      paragraph(words.close.body),
      ...(hasDraft ? [el('p', { class: 'notice' }, words.close.draft)] : []),
    ],
    submit: words.close.submit,
  });

export const confirmRelease = (holder: string | null): Promise<boolean> =>
  ask({
    heading: words.release.heading,
    content: [...ofColleague(holder), paragraph(words.release.body)],
    submit: words.release.submit,
  });

export const confirmLogOut = (): Promise<boolean> =>
  ask({
    heading: labels.header.logOut,
    content: [paragraph(labels.header.unsaved)],
    submit: labels.header.logOut,
  });

/** The rule by which to remove a message's content; null when cancelled. */
export const askRedaction = async (): Promise<RedactionRule | null> => {
  let chosen: RedactionRule = 'personal-data';
  const options = rules.map((rule) => {
    const radio = el('input', {
      type: 'radio',
      name: 'redaction-rule',
      value: rule,
      checked: rule === chosen,
    });
    radio.addEventListener('change', () => {
      chosen = rule;
    });
    return el('label', { class: 'option' }, radio, words.redact.rules[rule]);
  });
  const content = [
    paragraph(words.redact.body),
    el('fieldset', {}, el('legend', {}, words.redact.rule), ...options),
  ];
  const { heading, submit } = words.redact;
  return (await ask({ heading, content, submit, danger: true })) ? chosen : null;
};

export interface Transfer {
  to: AgentView;
  note: string;
}

export interface TransferPorts {
  /** Oneself, who is among the colleagues where another has the conversation. */
  selfId: string;
  /** The colleague who has it; null where it is one's own. */
  holder: string | null;
  /** What was typed when the dialog was last left. */
  note: string;
  typed(note: string): void;
}

export const askTransfer = async (
  colleagues: readonly AgentView[],
  ports: TransferPorts,
): Promise<Transfer | null> => {
  const select = el(
    'select',
    { id: 'transfer-agent' },
    el('option', { value: '' }, words.transfer.choose),
    ...colleagues.map(({ id, name }) =>
      el('option', { value: id }, id === ports.selfId ? words.transfer.self(name) : name),
    ),
  );
  const field = el('textarea', { id: 'transfer-note', rows: 4 });
  field.value = ports.note;
  field.addEventListener('input', () => ports.typed(field.value));
  const chosen = (): AgentView | undefined => colleagues.find(({ id }) => id === select.value);
  const submitted = await ask({
    heading: words.transfer.heading,
    content: [
      ...ofColleague(ports.holder),
      paragraph(words.transfer.body),
      el('div', { class: 'field' }, el('label', { for: 'transfer-agent' }, words.transfer.agent), select),
      el('div', { class: 'field' }, el('label', { for: 'transfer-note' }, words.transfer.note), field),
    ],
    submit: words.transfer.submit,
    check: () => (chosen() === undefined ? words.transfer.required : null),
  });
  const to = chosen();
  return submitted && to !== undefined ? { to, note: field.value.trim() } : null;
};
