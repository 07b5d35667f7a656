import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { describeIssue } from './schema-messages.ts';
import { aliasMessage, describeYamlError } from './yaml-messages.ts';
import { yamlOptions, YamlTree, type NodePath, type YamlText } from './yaml-tree.ts';

export interface ReadYaml<T> {
  /** null when there is any error among the findings. */
  value: T | null;
  findings: Finding[];
  lineOf: LineOf;
}

/** The line of the file on which a node, or the nearest node around it, stands. */
export type LineOf = (path: NodePath) => number;

/** Marks issues whose schema gave no message; those that did are kept as written. */
const noMessage = '\u0000';

/**
 * YAML → a value that `schema` accepts, with every finding at its line. Aliases and tags of one's own
 * are refused: editors do not need them, and a chain of aliases can grow to gigabytes.
 */
export function readYaml<S extends z.ZodType>(source: YamlText, schema: S): ReadYaml<z.output<S>> {
  const lineOf = rememberLines(source);
  const parsed = parse(source);
  if (parsed.findings.length > 0) return { value: null, findings: parsed.findings, lineOf };
  const result = schema.safeParse(parsed.value, { error: () => noMessage, reportInput: true });
  if (result.success) return { value: result.data, findings: [], lineOf };
  const findings = result.error.issues.map((issue) => issueFinding(issue, source.file, lineOf));
  return { value: null, findings, lineOf };
}

function issueFinding(issue: z.core.$ZodIssue, file: string, lineOf: LineOf): Finding {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  const message = issue.message === noMessage ? describeIssue(issue) : issue.message;
  return { file, line: lineOf(path), message, severity: 'error' };
}

interface ParsedYaml {
  value: unknown;
  findings: Finding[];
}

function parse({ file, text, firstLine }: YamlText): ParsedYaml {
  const lines = new LineCounter();
  const finding = (offset: number, message: string): Finding => {
    const line = firstLine - 1 + Math.max(lines.linePos(offset).line, 1);
    return { file, line, message, severity: 'error' };
  };
  try {
    const document = parseDocument(text, { ...yamlOptions, lineCounter: lines });
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) {
      const findings = problems.map((error) => finding(error.pos[0], describeYamlError(error.code)));
      return { value: null, findings: firstOfEachLine(findings) };
    }
    const refused = findRefused(document).map(({ offset, message }) => finding(offset, message));
    if (refused.length > 0) return { value: null, findings: firstOfEachLine(refused) };
    return { value: document.toJS({ maxAliasCount: 0 }), findings: [] };
  } catch {
    // The parser is recursive: thousands of nested brackets end in a RangeError.
    return { value: null, findings: [finding(0, 'かっこや字下げの入れ子が深すぎて読めません。')] };
  }
}

/** One slip often makes several errors on its line; the first is the cause. */
const firstOfEachLine = (findings: Finding[]): Finding[] => {
  const byLine = new Map<number, Finding>();
  for (const finding of findings) if (!byLine.has(finding.line)) byLine.set(finding.line, finding);
  return [...byLine.values()];
};

interface Refused {
  offset: number;
  message: string;
}

/** What YAML allows and these files do not, in the order of the text. */
function findRefused(document: Document): Refused[] {
  const refused: Refused[] = [];
  visit(document, {
    Alias: (_key, node) => void refused.push({ offset: node.range?.[0] ?? 0, message: aliasMessage }),
    Map: (_key, { items }) => void refused.push(...repeatedKeys(items)),
  });
  return refused.toSorted((a, b) => a.offset - b.offset);
}

/** Looked for here: the parser compares each key of a map with all of its others, which takes minutes of thousands. */
function repeatedKeys(items: YAMLMap['items']): Refused[] {
  const seen = new Set<unknown>();
  return items.flatMap(({ key }) => {
    if (!isScalar(key) || !seen.has(key.value)) {
      if (isScalar(key)) seen.add(key.value);
      return [];
    }
    return [{ offset: key.range?.[0] ?? 0, message: describeYamlError('DUPLICATE_KEY') }];
  });
}

function rememberLines(source: YamlText): LineOf {
  const known = new Map<string, number>();
  return (path) => {
    const key = path.map(String).join('\0');
    const line = known.get(key) ?? treeOf(source).lineOf(path);
    known.set(key, line);
    return line;
  };
}

/** Only of the text that was asked last: lines are asked for rarely, but then of one file thousands of times. */
let latest: { source: YamlText; tree: YamlTree } | null = null;

/** Parses once more instead of keeping every document's tree in memory. */
function treeOf(source: YamlText): YamlTree {
  if (latest?.source !== source) latest = { source, tree: new YamlTree(source) };
  return latest.tree;
}
