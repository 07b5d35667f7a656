import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { AgentRole } from './agent.ts';

/**
 * What can be done at the desk. `…-others` is the same with a conversation that somebody else holds;
 * without it, one needs to hold it oneself.
 */
export const deskActSchema = z.enum([
  'read',
  'claim',
  'answer',
  'note',
  'redact',
  'release',
  'transfer',
  'close',
  'release-others',
  'transfer-others',
  'close-others',
  'read-desk-audit',
  'read-account-audit',
]);
export type DeskAct = z.infer<typeof deskActSchema>;

const atDesk = ['agent', 'lead', 'admin'] as const;
const leading = ['lead', 'admin'] as const;

/**
 * Who may do what. An editor writes texts and reads no conversation. Nobody answers in a conversation that
 * another holds, whatever the role: a customer talks with one person, so a lead takes it over first.
 */
const whoMay: Record<DeskAct, readonly AgentRole[]> = {
  read: atDesk,
  claim: atDesk,
  answer: atDesk,
  note: atDesk,
  redact: atDesk,
  release: atDesk,
  transfer: atDesk,
  close: atDesk,
  'release-others': leading,
  'transfer-others': leading,
  'close-others': leading,
  'read-desk-audit': leading,
  'read-account-audit': ['admin'],
};

export const may = (role: AgentRole, act: DeskAct): boolean => whoMay[act].includes(role);

export const actsOf = (role: AgentRole): DeskAct[] => deskActSchema.options.filter((act) => may(role, act));

/** Somebody whose role decides; `holder`: the name of who holds the conversation that is meant. */
interface Asked {
  role: AgentRole;
  holder?: { id: string; name: string };
}

/** @throws AppError 403 `role-not-allowed` that says who may. */
export const requireMay = (asked: Asked, act: DeskAct): void => {
  if (!may(asked.role, act)) throw roleNotAllowed(asked, act);
};

const roleNotAllowed = ({ role, holder }: Asked, act: DeskAct): AppError => {
  const roles = whoMay[act];
  const who = [...(holder ? [holder.name] : []), ...roles.map((each) => `the role ${each}`)].join(' or ');
  return new AppError({
    code: 'role-not-allowed',
    status: 403,
    message: `${act} is for ${who}; this account has the role ${role}, which an administrator can change`,
    details: { act, role, allowedRoles: roles, ...(holder ? { owner: holder } : {}) },
  });
};
