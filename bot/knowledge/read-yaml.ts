import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { z } from 'zod';
import type { Finding } from './finding.ts';
import { describeIssue } from './schema-messages.ts';
import { aliasMessage, describeYamlError } from './yaml-messages.ts';

/** Path into a document as zod gives it: `['questions', 2]`. */
export type NodePath = readonly PropertyKey[];

/** YAML text and where it stands: front matter begins after the first line of its file. */
export interface YamlText {
  file: string;
  text: string;
  /** Line of the file on which `text` begins, from 1. */
  firstLine: number;
}

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
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const problems = [...document.errors, ...document.warnings];
    if (problems.length > 0) {
      const findings = problems.map((error) => finding(error.pos[0], describeYamlError(error.code)));
      return { value: null, findings: firstOfEachLine(findings) };
    }
    const alias = findAlias(document);
    if (alias !== null) return { value: null, findings: [finding(alias, aliasMessage)] };
    return { value: document.toJS({ maxAliasCount: 0 }), findings: [] };
  } catch {
    // The parser is recursive: thousands of nested brackets end in a RangeError.
    return { value: null, findings: [finding(0, 'かっこや字下げの入れ子が深すぎて読めません。')] };
  }
}

/** One slip often makes several errors on its line; the first is the cause. */
const firstOfEachLine = (findings: Finding[]): Finding[] =>
  findings.filter((finding, index) => findings.findIndex(({ line }) => line === finding.line) === index);

function findAlias(document: Document): number | null {
  let offset: number | null = null;
  visit(document, {
    Alias: (_key, node) => {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function rememberLines(source: YamlText): LineOf {
  const known = new Map<string, number>();
  return (path) => {
    const key = path.map(String).join('\0');
    const line = known.get(key) ?? locate(source, path);
    known.set(key, line);
    return line;
  };
}

/** Parses once more instead of keeping every document's tree in memory: lines are asked for rarely. */
function locate({ text, firstLine }: YamlText, path: NodePath): number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  let offset = document.contents?.range?.[0] ?? 0;
  let node: unknown = document.contents;
  for (const segment of path) {
    const step = child(node, segment);
    if (step === null) break;
    offset = step.offset ?? offset;
    node = step.node;
  }
  return firstLine - 1 + Math.max(lines.linePos(offset).line, 1);
}

function child(node: unknown, segment: PropertyKey): { node: unknown; offset: number | undefined } | null {
  if (isMap<Node, Node>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
    return pair ? { node: pair.value, offset: pair.key.range?.[0] } : null;
  }
  if (isSeq<Node>(node) && typeof segment === 'number') {
    const item = node.items[segment];
    return item ? { node: item, offset: item.range?.[0] } : null;
  }
  return null;
}
