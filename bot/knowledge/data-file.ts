import type { z } from 'zod';
import { decodeText } from './decode-text.ts';
import type { Finding } from './finding.ts';
import { readYaml } from './read-yaml.ts';
import type { LineOf } from './read-yaml.ts';

/** A YAML file that was read, with the way back to its lines. */
export interface DataFile<T> {
  file: string;
  value: T;
  lineOf: LineOf;
}

export interface ReadDataFile<T> {
  /** null when there is any error among the findings. */
  data: DataFile<T> | null;
  findings: Finding[];
}

export function readDataFile<T>(file: string, bytes: Uint8Array, schema: z.ZodType<T>): ReadDataFile<T> {
  const { text, findings } = decodeText(file, bytes);
  if (text === null) return { data: null, findings };
  const read = readYaml({ file, text, firstLine: 1 }, schema);
  return {
    data: read.value === null ? null : { file, value: read.value, lineOf: read.lineOf },
    findings: read.findings,
  };
}
