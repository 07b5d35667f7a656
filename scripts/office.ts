import { readFile } from 'node:fs/promises';
import { StartError } from '../bot/errors.ts';
import { calendarSchema } from '../bot/knowledge/calendar-schema.ts';
import { formatFinding } from '../bot/knowledge/finding.ts';
import { placeOnDisk } from '../bot/knowledge/knowledge-files.ts';
import { readYaml } from '../bot/knowledge/read-yaml.ts';
import type { Calendar } from '../bot/domain/knowledge.ts';
import { officeState } from '../bot/policy/office-hours.ts';
import { knowledgeFolders } from './knowledge-folders.ts';
import { presentTime } from './present-time.ts';
import { readOptions } from './read-options.ts';
import { endWith } from './end-with.ts';

const CALENDAR = 'knowledge/calendar.yaml';
const USAGE = 'npm run --silent office -- [--now 2026-11-24T10:00:00+09:00]';

const readCalendar = async (): Promise<Calendar> => {
  const path = placeOnDisk(knowledgeFolders(process.env), CALENDAR);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new StartError(`${CALENDAR} cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  const { value, findings } = readYaml({ file: CALENDAR, text, firstLine: 1 }, calendarSchema);
  if (value === null) throw new StartError(findings.map(formatFinding).join('\n'));
  return value;
};

/** `npm run --silent office`: whether people are at the desk, as one JSON object (contracts.md). */
const main = async (): Promise<void> => {
  const { values } = readOptions({ options: { now: { type: 'string' } } }, USAGE);
  const now = presentTime(values.now, process.env);
  process.stdout.write(`${JSON.stringify(officeState(now, await readCalendar()))}\n`);
};

await main().catch(endWith);
