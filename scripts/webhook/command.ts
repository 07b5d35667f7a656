import { parseArgs } from 'node:util';
import { z } from 'zod';
import { deliverySchema, endpointSchema, webhookTypeSchema } from '../../bot/domain/webhook.ts';
import { StartError } from '../../bot/errors.ts';

const types = webhookTypeSchema.options;

const usage = `usage: npm run webhook -- add URL [--events TYPE,TYPE…] [--with-text]
       npm run webhook -- list
       npm run webhook -- test ID
       npm run webhook -- rotate ID
       npm run webhook -- enable ID
       npm run webhook -- remove ID
       npm run webhook -- deliveries ID [--failed]
       npm run webhook -- retry DELIVERY…
Types: ${types.join(', ')}; all unless given.
--with-text: messages and comments come with what was written, masked. Without it, ids and states alone.
--failed: those alone that were given up.`;

const url = z.url({ error: 'needs to be a URL such as https://example.com/hook' });
const endpointId = z
  .string({ error: 'is missing; see: npm run webhook -- list' })
  .refine(
    (text) => endpointSchema.shape.id.safeParse(text).success,
    'needs to be as "list" shows it, such as we_0123456789ab',
  );
const deliveryId = z
  .string()
  .refine(
    (text) => deliverySchema.shape.id.safeParse(text).success,
    'needs to be as "deliveries" shows it, such as msg_…',
  );
const events = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(z.enum(types, { error: `needs to be some of ${types.join(', ')}` })))
  .transform((named) => types.filter((type) => named.includes(type)));

const nothing = (verb: string) => z.tuple([], { error: `takes nothing for "${verb}"` });
const onlyFor = (verb: string) => z.undefined({ error: `is for "${verb}" only` }).optional();
const addOptions = { events: onlyFor('add'), 'with-text': onlyFor('add') };
const noOptions = { ...addOptions, failed: onlyFor('deliveries') };
const one = <Schema extends z.ZodType<string>>(schema: Schema) =>
  z.tuple([schema], { error: 'needs to be given, and one alone' });
const ofEndpoint = <Verb extends string>(verb: Verb) =>
  z.object({ verb: z.literal(verb), args: one(endpointId), ...noOptions });

const commandSchema = z.discriminatedUnion(
  'verb',
  [
    z.object({
      verb: z.literal('add'),
      args: one(url),
      events: events.default([...types]),
      'with-text': z.boolean().default(false),
      failed: onlyFor('deliveries'),
    }),
    z.object({ verb: z.literal('list'), args: nothing('list'), ...noOptions }),
    ofEndpoint('test'),
    ofEndpoint('rotate'),
    ofEndpoint('enable'),
    ofEndpoint('remove'),
    z.object({
      verb: z.literal('deliveries'),
      args: one(endpointId),
      ...addOptions,
      failed: z.boolean().default(false),
    }),
    z.object({
      verb: z.literal('retry'),
      args: z.array(deliveryId).min(1, 'is missing; see: npm run webhook -- deliveries ID'),
      ...noOptions,
    }),
  ],
  { error: 'needs to be add, list, test, rotate, enable, remove, deliveries or retry' },
);
export type WebhookCommand = z.infer<typeof commandSchema>;

/** @throws StartError that says what is wrong and how the command is used. */
export const readCommand = (args: string[]): WebhookCommand => {
  const { values, positionals } = split(args);
  const [verb, ...rest] = positionals;
  const parsed = commandSchema.safeParse({ verb, args: rest, ...values });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new StartError(`${placeOf(issue?.path ?? [], verb)} ${issue?.message}\n${usage}`);
};

/** Which argument a fault is in, as one types it. */
const placeOf = ([key]: PropertyKey[], verb = ''): string => {
  if (key === 'args') return { add: 'URL', list: 'command', retry: 'DELIVERY' }[verb] ?? 'ID';
  return key === 'verb' || key === undefined ? 'command' : `--${String(key)}`;
};

const split = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        events: { type: 'string' },
        'with-text': { type: 'boolean' },
        failed: { type: 'boolean' },
      },
      allowPositionals: true,
    });
  } catch {
    throw new StartError(`An option is unknown or lacks its value\n${usage}`);
  }
};
