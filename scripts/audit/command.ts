import { z } from 'zod';
import {
  auditActorSchema,
  auditActSchema,
  auditRowSchema,
  auditSubjectSchema,
  type AuditHead,
} from '../../bot/domain/audit.ts';
import type { AuditSearch } from '../../bot/store/port.ts';
import { Arguments } from '../arguments.ts';
import { readOptions } from '../read-options.ts';

/** As much as one screen and some scrolling shows. */
const usualLimit = 100;
const mostLimit = 1_000_000;

const usage = `npm run audit -- verify [--head NUMBER:HASH …]
       npm run audit -- list [--since 2026-11-24] [--actor ID] [--act ACT] [--subject KIND:ID] [--limit N] [--json]
verify walks the whole chain and ends with 1 at the first row that does not fit. It prints the head: note it
where nobody who can write the log can write, and give it with --head later.`;

export type AuditCommand =
  { verb: 'verify'; anchors: AuditHead[] } | { verb: 'list'; search: AuditSearch; json: boolean };

const given = new Arguments(usage);

/** @throws StartError that says what is wrong and how the command is used. */
export const readAuditCommand = (args: string[]): AuditCommand => {
  const { values, positionals } = readOptions(
    {
      args,
      allowPositionals: true,
      options: {
        head: { type: 'string', multiple: true },
        since: { type: 'string' },
        actor: { type: 'string' },
        act: { type: 'string', multiple: true },
        subject: { type: 'string' },
        limit: { type: 'string' },
        json: { type: 'boolean' },
      },
    },
    usage,
  );
  const [verb, ...surplus] = positionals;
  if (surplus.length > 0) throw given.wrong(`"${surplus.join(' ')}" is too much`);
  const { head, ...forList } = values;
  if (verb === 'verify') {
    const [option] = Object.keys(forList);
    if (option !== undefined) throw given.wrong(`--${option} is for "list" only`);
    return { verb, anchors: (head ?? []).map(readHead) };
  }
  if (verb !== 'list') throw given.wrong('the command needs to be verify or list');
  if (head) throw given.wrong('--head is for "verify" only');
  return { verb, search: searchOf(forList), json: forList.json ?? false };
};

const headSchema = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/)
  .transform((text) => ({ number: Number.parseInt(text, 10), hash: text.slice(text.indexOf(':') + 1) }));

const readHead = (text: string): AuditHead =>
  given.checked(headSchema, text, '--head needs to be NUMBER:HASH, as verify printed it');

interface Wanted {
  since?: string | undefined;
  actor?: string | undefined;
  act?: string[] | undefined;
  subject?: string | undefined;
  limit?: string | undefined;
}

const searchOf = ({ since, actor, act, subject, limit }: Wanted): AuditSearch => ({
  since: since === undefined ? null : given.checked(instant, since, sinceReason),
  actor: actor === undefined ? null : readActor(actor),
  acts:
    act === undefined ? null : act.map((each) => given.checked(auditRowSchema.shape.act, each, actReason)),
  subject: subject === undefined ? null : given.checked(auditSubjectSchema, subject, subjectReason),
  before: null,
  limit: given.checked(limitSchema, limit ?? String(usualLimit), `--limit needs to be 1 to ${mostLimit}`),
});

/** A day is one of Japan. */
const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date().transform((day) => `${day}T00:00:00+09:00`)])
  .transform((text) => new Date(text));
const limitSchema = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(mostLimit));
const sinceReason = '--since needs to be a day or an instant such as 2026-11-24T10:00:00+09:00';
const actReason = `--act needs to be one of ${auditActSchema.options.join(', ')}`;
const subjectReason = '--subject needs to be a kind and an id, such as agent:sato';

/** An account's id alone will do. */
const readActor = (text: string): string => {
  const full = auditActorSchema.safeParse(text).success ? text : `agent:${text}`;
  return given.checked(auditActorSchema, full, '--actor needs to be an id, token:ID, command or system');
};
