import { parseArgs } from 'node:util';
import { z } from 'zod';
import { agentRoleSchema, agentSchema } from '../../bot/domain/agent.ts';
import { StartError } from '../../bot/errors.ts';

const usage = `usage: npm run agent -- add ID --name NAME [--role ${agentRoleSchema.options.join('|')}] [--email ADDRESS]
       npm run agent -- change ID [--name NAME] [--role ROLE]
       npm run agent -- list
       npm run agent -- password ID
       npm run agent -- email ID --email ADDRESS
       npm run agent -- remove ID
A password is read from stdin; when there is none, one is made and printed once.
With --email there is none: the company account that has the address, verified, opens the account.`;

const id = z
  .string({ error: 'is missing' })
  .refine(
    (text) => agentSchema.shape.id.safeParse(text).success,
    'needs to be 1 to 64 of a-z, 0-9, ".", "_" and "-"',
  );
const name = z.string({ error: 'is missing; it is the name that customers see' }).trim().min(1).max(50);
const role = z.enum(agentRoleSchema.options, { error: `needs to be ${agentRoleSchema.options.join(', ')}` });
const notHere = z.undefined({ error: 'is for "add" and "change" only' }).optional();
const noEmail = z.undefined({ error: 'is for "add" and "email" only' }).optional();
const email = z
  .string({ error: 'is missing' })
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: 'needs to be an e-mail address' }));

const commandSchema = z.discriminatedUnion(
  'verb',
  [
    z.object({
      verb: z.literal('add'),
      id,
      name,
      role: role.default('agent'),
      email: email.optional(),
    }),
    z
      .object({ verb: z.literal('change'), id, name: name.optional(), role: role.optional() })
      .refine((given) => given.name !== undefined || given.role !== undefined, {
        path: ['name'],
        error: 'or --role is missing',
      }),
    z.object({
      verb: z.literal('list'),
      id: z.undefined({ error: 'is not for "list"' }).optional(),
      name: notHere,
      role: notHere,
      email: noEmail,
    }),
    z.object({ verb: z.literal('password'), id, name: notHere, role: notHere, email: noEmail }),
    z.object({ verb: z.literal('email'), id, name: notHere, role: notHere, email }),
    z.object({ verb: z.literal('remove'), id, name: notHere, role: notHere, email: noEmail }),
  ],
  { error: 'needs to be add, change, list, password, email or remove' },
);
export type AgentCommand = z.infer<typeof commandSchema>;

/** Which argument a fault is in, as one types it. */
const places: Record<string, string> = {
  verb: 'command',
  id: 'ID',
  name: '--name',
  role: '--role',
  email: '--email',
};

/** @throws StartError that says what is wrong and how the command is used. */
export const readCommand = (args: string[]): AgentCommand => {
  const { values, positionals } = split(args);
  const [verb, agentId, ...surplus] = positionals;
  if (surplus.length > 0) throw new StartError(`"${surplus.join(' ')}" is too much\n${usage}`);
  const parsed = commandSchema.safeParse({ verb, id: agentId, ...values });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new StartError(`${places[String(issue?.path[0])] ?? 'command'} ${issue?.message}\n${usage}`);
};

const split = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: { name: { type: 'string' }, role: { type: 'string' }, email: { type: 'string' } },
      allowPositionals: true,
    });
  } catch {
    throw new StartError(`An option is unknown or lacks its value\n${usage}`);
  }
};
