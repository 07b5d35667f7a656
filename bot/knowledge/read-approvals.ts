import { approvalsSchema } from './approvals-schema.ts';
import type { Approvals } from './approvals-schema.ts';
import { decodeText } from './decode-text.ts';
import type { Finding } from './finding.ts';
import { readYaml } from './read-yaml.ts';

export const approvalsPath = 'knowledge/approvals.json';

/** approvals.json grows with every approval, which is no editor's slip; 64 MB are some 100,000 of them. */
export const maxApprovalsBytes = 64 * 1024 * 1024;

export interface ReadApprovals {
  /** null when there is any error among the findings. */
  value: Approvals | null;
  findings: Finding[];
}

/** JSON.parse is a hundred times faster than the YAML parser, which is asked only to say where a broken file breaks. */
export function readApprovals(file: string, bytes: Uint8Array): ReadApprovals {
  const { text, findings } = decodeText(file, bytes, maxApprovalsBytes);
  if (text === null) return { value: null, findings };
  const parsed = approvalsSchema.safeParse(parseJson(text));
  if (parsed.success) return { value: parsed.data, findings: [] };
  const slow = readYaml({ file, text, firstLine: 1 }, approvalsSchema);
  if (slow.findings.length > 0) return { value: null, findings: slow.findings };
  // What YAML takes and JSON does not, such as a comma too many.
  const message =
    'JSONとして読めません。手で直さず、Gitで元に戻してから npm run approve で承認し直してください。';
  return { value: null, findings: [{ file, line: 1, message, severity: 'error' }] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
