import { z } from 'zod';
import { agentRoleSchema, agentSchema, type AgentRole } from '../../bot/domain/agent.ts';
import { apiScopeSchema, apiTokenSchema, type ApiToken } from '../../bot/domain/api-token.ts';
import { may, type DeskAct } from '../../bot/domain/permission.ts';
import { Arguments } from '../arguments.ts';
import { readOptions } from '../read-options.ts';

/** Long enough for a quarter's work, short enough that a forgotten token ends. */
const usualDays = 90;
/** No token outlives a change of staff by much more than a year. */
const mostDays = 400;

const usage = `npm run token -- create --agent ID | --name NAME [--role ${agentRoleSchema.options.join('|')}] --scopes ${apiScopeSchema.options.join(',')} [--days N]
       npm run token -- list
       npm run token -- revoke ID
--agent: the program acts as that account, and its token ends with it. --name: as a program of its own.
A token lasts ${usualDays} days unless told otherwise, ${mostDays} at most, and is shown once.`;

export type TokenCommand =
  | { verb: 'create'; owner: ApiToken['owner']; scopes: ApiToken['scopes']; days: number }
  | { verb: 'list' }
  | { verb: 'revoke'; id: string };

const given = new Arguments(usage);

/** @throws StartError that says what is wrong and how the command is used. */
export const readTokenCommand = (args: string[]): TokenCommand => {
  const { values, positionals } = readOptions(
    {
      args,
      allowPositionals: true,
      options: {
        agent: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        scopes: { type: 'string' },
        days: { type: 'string' },
      },
    },
    usage,
  );
  const [verb, id, ...surplus] = positionals;
  if (surplus.length > 0 || (id !== undefined && verb !== 'revoke'))
    throw given.wrong(`"${positionals.at(-1)}" is too much`);
  if (verb === 'create') return create(values);
  const [option] = Object.keys(values);
  if (option !== undefined) throw given.wrong(`--${option} is for "create" only`);
  if (verb === 'list') return { verb };
  if (verb !== 'revoke') throw given.wrong('the command needs to be create, list or revoke');
  return {
    verb,
    id: given.checked(apiTokenSchema.shape.id, id, 'ID is missing, or not one such as t-1f0c9a3e'),
  };
};

interface Given {
  agent?: string | undefined;
  name?: string | undefined;
  role?: string | undefined;
  scopes?: string | undefined;
  days?: string | undefined;
}

const create = ({ agent, name, role, scopes, days }: Given): TokenCommand => {
  if ((agent === undefined) === (name === undefined)) throw given.wrong('either --agent or --name is needed');
  if (agent !== undefined && role !== undefined)
    throw given.wrong('--role is for --name; a token of an account has the role of the account');
  const owner = agent === undefined ? program(name, role) : account(agent);
  const wanted = given.checked(
    scopesSchema,
    scopes,
    `--scopes needs some of ${apiScopeSchema.options.join(',')}`,
  );
  if (owner.kind === 'program') requireUse(owner.role, wanted);
  return { verb: 'create', owner, scopes: wanted, days: readDays(days) };
};

const scopesSchema = z
  .string()
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(apiScopeSchema).min(1));

const account = (agentId: string): ApiToken['owner'] => ({
  kind: 'agent',
  agentId: given.checked(agentSchema.shape.id, agentId, '--agent needs the id of an account'),
});

const program = (name: string | undefined, role = 'agent') => ({
  kind: 'program' as const,
  name: given.checked(agentSchema.shape.name, name?.trim(), '--name needs 1 to 50 characters'),
  role: given.checked(agentRoleSchema, role, `--role needs to be ${agentRoleSchema.options.join(', ')}`),
});

const readDays = (text = String(usualDays)): number => {
  const schema = z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(mostDays));
  return given.checked(schema, text, `--days needs to be a whole number from 1 to ${mostDays}`);
};

const needed: Record<ApiToken['scopes'][number], DeskAct> = {
  read: 'read',
  write: 'claim',
  audit: 'read-desk-audit',
};

/** A token that could be used for nothing is a mistake. */
const requireUse = (role: AgentRole, scopes: ApiToken['scopes']): void => {
  const useless = scopes.find((scope) => !may(role, needed[scope]));
  if (useless) throw given.wrong(`the scope ${useless} is of no use to the role ${role}`);
};
