import type { AuditWanted } from '../api.ts';
import type { AuditControl } from '../control/audit.ts';
import { exactTimeText } from '../../browser/japan-time.ts';
import { labels } from '../labels.ts';
import { formatRoute } from '../state/route.ts';
import type { AuditResponse, AuditRow } from '../wire-types.ts';
import { actorText, actText, conversationOf, detailsText, subjectText, type Names } from './audit-text.ts';
import { button, el, setText, show } from '../../browser/element.ts';
import { openDialog } from '../../browser/modal.ts';

const words = labels.audit;

export interface AuditPorts extends AuditControl {
  /** Leads see the desk's acts only. */
  deskOnly: boolean;
  openConversationId: string | null;
}

const option = (value: string, text: string): HTMLElement => el('option', { value }, text);

const field = (id: string, label: string, control: HTMLElement): HTMLElement =>
  el('div', { class: 'field' }, el('label', { for: id }, label), control);

interface Choices {
  acts: AuditResponse['acts'];
  names: Names;
  openConversationId: string | null;
}

/** What is looked for, and the controls that choose it. */
const filters = ({ acts, names, openConversationId }: Choices, changed: () => void) => {
  const act = el(
    'select',
    { id: 'audit-act' },
    option('', words.all),
    ...acts.map((each) => option(each, actText(each))),
  );
  const actor = el(
    'select',
    { id: 'audit-actor' },
    option('', words.all),
    ...[...names].map(([id]) => option(`agent:${id}`, actorText(`agent:${id}`, names))),
    option('command', words.command),
    option('system', words.system),
  );
  const only = el('input', { type: 'checkbox' });
  for (const control of [act, actor, only]) control.addEventListener('change', changed);
  const element = el(
    'div',
    { class: 'filters' },
    field('audit-act', words.act, act),
    field('audit-actor', words.actor, actor),
    openConversationId !== null && el('label', { class: 'option' }, only, words.onlyThisConversation),
  );
  const wanted = (before: number | null): AuditWanted => ({
    act: act.value || null,
    actor: actor.value || null,
    subject: only.checked ? `conversation:${openConversationId ?? ''}` : null,
    before,
  });
  return { element, wanted };
};

const subjectCell = (row: AuditRow, names: Names, follow: () => void): HTMLElement => {
  const conversationId = conversationOf(row.subject);
  if (conversationId === null) return el('td', {}, subjectText(row, names));
  const href = formatRoute({ list: 'all', conversationId });
  const link = el('a', { href, title: conversationId }, words.conversation);
  link.addEventListener('click', follow);
  return el('td', {}, link);
};

const line = (row: AuditRow, names: Names, follow: () => void): HTMLElement =>
  el(
    'tr',
    {},
    el('td', {}, el('time', { datetime: row.at }, exactTimeText(row.at))),
    el('td', {}, actorText(row.actor, names)),
    el('td', {}, actText(row.act)),
    subjectCell(row, names, follow),
    el('td', { class: 'audit-details' }, detailsText(row, names)),
  );

const headings = [words.at, words.actor, words.act, words.subject, words.details];

const table = () => {
  const body = el('tbody');
  const head = el('tr', {}, ...headings.map((each) => el('th', { scope: 'col' }, each)));
  const element = el('div', {
    class: 'audit-rows',
    tabindex: 0,
    role: 'region',
    'aria-label': words.heading,
  });
  element.append(el('table', {}, el('thead', {}, head), body));
  return { element, body };
};

const everything: AuditWanted = { act: null, actor: null, subject: null, before: null };

/** Shows page after page; an answer to what is no longer looked for is dropped. */
const reader = (
  { page }: AuditPorts,
  parts: { body: HTMLElement; status: HTMLElement; more: HTMLButtonElement },
  shown: { line(row: AuditRow): HTMLElement; wanted(before: number | null): AuditWanted },
) => {
  const { body, status, more } = parts;
  let asked = 0;
  let next: number | null = null;
  const append = (found: AuditResponse): void => {
    body.append(...found.rows.map(shown.line));
    next = found.next;
    setText(status, body.childElementCount === 0 && next === null ? words.none : '');
    show(more, next !== null);
  };
  const read = async (before: number | null): Promise<void> => {
    asked += 1;
    const mine = asked;
    setText(status, words.loading);
    try {
      const found = await page(shown.wanted(before));
      if (mine !== asked) return;
      if (before === null) body.replaceChildren();
      append(found);
    } catch (error) {
      if (mine === asked) setText(status, error instanceof Error ? error.message : labels.problem.server);
    }
  };
  more.addEventListener('click', () => void read(next));
  return { append, readAnew: () => void read(null) };
};

/** What was done at the desk, and by whom: for leads and administrators. Rejects with a Japanese sentence. */
export const showAudit = async (ports: AuditPorts): Promise<void> => {
  const [names, first] = await Promise.all([ports.names(), ports.page(everything)]);
  const { dialog, body } = openDialog(words.heading, 'audit');
  const { element, body: rows } = table();
  const status = el('p', { class: 'hint', role: 'status' });
  const more = el('button', { type: 'button', hidden: true }, words.more);
  const { openConversationId } = ports;
  const chosen = filters({ acts: first.acts, names, openConversationId }, () => reading.readAnew());
  const reading = reader(
    ports,
    { body: rows, status, more },
    { wanted: chosen.wanted, line: (row) => line(row, names, () => dialog.close()) },
  );
  body.append(
    el('p', { class: 'hint' }, words.body, ports.deskOnly && words.deskOnly),
    chosen.element,
    element,
    status,
    el(
      'div',
      { class: 'buttons' },
      more,
      button(words.close, () => dialog.close(), 'primary'),
    ),
  );
  reading.append(first);
  dialog.showModal();
};
