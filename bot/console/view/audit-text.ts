import { exactTimeText } from '../../browser/japan-time.ts';
import { labels } from '../labels.ts';
import type { AuditRow } from '../wire-types.ts';

const words = labels.audit;

/** The names of accounts by their ids; one that was removed has only its id. */
export type Names = ReadonlyMap<string, string>;

const person = (id: string, names: Names): string => {
  const name = names.get(id);
  return name === undefined ? id : `${name}（${id}）`;
};

const idOf = (text: string): string => text.slice(text.indexOf(':') + 1);

/** Who did it. */
export const actorText = (actor: string, names: Names): string => {
  if (actor === 'command') return words.command;
  if (actor === 'system') return words.system;
  return actor.startsWith('token:') ? words.tokenOf(idOf(actor)) : person(idOf(actor), names);
};

/** An act that a newer server recorded shows its own name. */
export const actText = (act: string): string => {
  const known: Readonly<Record<string, string>> = words.acts;
  return known[act] ?? act;
};

/** What it was done to; null for a conversation, which is a link, and where there is none. */
export const subjectText = ({ subject }: AuditRow, names: Names): string | null => {
  if (subject === null || conversationOf(subject) !== null) return null;
  return subject.startsWith('agent:') ? person(idOf(subject), names) : idOf(subject);
};

export const conversationOf = (subject: string | null): string | null =>
  subject?.startsWith('conversation:') === true ? idOf(subject) : null;

const roles: Readonly<Record<string, string>> = labels.agentRoles;

const valueText = (name: string, value: string | number | boolean, names: Names): string => {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  if (name === 'holder' || name === 'to' || name === 'agent') return person(value, names);
  if (name === 'role' || name === 'roleBefore') return roles[value] ?? value;
  if (name === 'until') return exactTimeText(value);
  return words.values[`${name}:${value}`] ?? value;
};

export const detailsText = ({ details }: AuditRow, names: Names): string =>
  Object.entries(details)
    .map(([name, value]) => words.detail(words.names[name] ?? name, valueText(name, value, names)))
    .join('、');
