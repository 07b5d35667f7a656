import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { StartError } from '../bot/errors.ts';
import { calendarSchema } from '../bot/knowledge/calendar-schema.ts';
import { formatFinding } from '../bot/knowledge/finding.ts';
import { readYaml } from '../bot/knowledge/read-yaml.ts';
import type { Calendar } from '../bot/domain/knowledge.ts';
import { officeState } from '../bot/policy/office-hours.ts';
import { presentTime } from './present-time.ts';

const CALENDAR = 'knowledge/calendar.yaml';
const USAGE = 'npm run --silent office -- [--now 2026-11-24T10:00:00+09:00]';

const readOptions = (): { now?: string } => {
  try {
    return parseArgs({ options: { now: { type: 'string' } } }).values;
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message.split('\n')[0] : error}; usage: ${USAGE}`);
  }
};

const readCalendar = async (): Promise<Calendar> => {
  const path = fileURLToPath(new URL(`../${CALENDAR}`, import.meta.url));
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new StartError(`${CALENDAR} cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  const { value, findings } = readYaml({ file: CALENDAR, text, firstLine: 1 }, calendarSchema);
  if (value === null) throw new StartError(findings.map(formatFinding).join('\n'));
  return value;
};

/** `npm run --silent office`: whether people are at the desk, as one JSON object (contracts.md). */
const main = async (): Promise<void> => {
  const now = presentTime(readOptions().now, process.env);
  process.stdout.write(`${JSON.stringify(officeState(now, await readCalendar()))}\n`);
};

await main().catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
