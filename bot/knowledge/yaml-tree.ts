import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';

/** Path into a document as zod gives it: `['questions', 2]`. */
export type NodePath = readonly PropertyKey[];

/** YAML text and where it stands: front matter begins after the first line of its file. */
export interface YamlText {
  file: string;
  text: string;
  /** Line of the file on which `text` begins, from 1. */
  firstLine: number;
}

/** Keys that are there twice are looked for by who reads the values. */
export const yamlOptions = { prettyErrors: false, uniqueKeys: false } as const;

interface Step {
  node: unknown;
  offset: number | undefined;
}

/** A text's nodes and the lines on which they stand. To ask for all of them takes no longer than to read the text. */
export class YamlTree {
  readonly #firstLine: number;
  readonly #lines = new LineCounter();
  readonly #root: unknown;
  readonly #begin: number;
  readonly #pairs = new Map<unknown, Map<string, Pair<Node, Node>>>();

  /** @throws RangeError when it is nested thousands of levels deep */
  constructor({ text, firstLine }: YamlText) {
    const { contents } = parseDocument(text, { ...yamlOptions, lineCounter: this.#lines });
    this.#firstLine = firstLine;
    this.#root = contents;
    this.#begin = contents?.range?.[0] ?? 0;
  }

  /** The line of the file on which a node, or the nearest node around it, stands. */
  lineOf(path: NodePath): number {
    let offset = this.#begin;
    let node = this.#root;
    for (const segment of path) {
      const step = this.#child(node, segment);
      if (step === null) break;
      offset = step.offset ?? offset;
      node = step.node;
    }
    return this.#firstLine - 1 + Math.max(this.#lines.linePos(offset).line, 1);
  }

  #child(node: unknown, segment: PropertyKey): Step | null {
    if (isMap<Node, Node>(node)) {
      const pair = this.#pairsOf(node).get(String(segment));
      return pair ? { node: pair.value, offset: pair.key.range?.[0] } : null;
    }
    if (isSeq<Node>(node) && typeof segment === 'number') {
      const item = node.items[segment];
      return item ? { node: item, offset: item.range?.[0] } : null;
    }
    return null;
  }

  #pairsOf(map: YAMLMap<Node, Node>): Map<string, Pair<Node, Node>> {
    const known = this.#pairs.get(map);
    if (known) return known;
    const pairs = new Map<string, Pair<Node, Node>>();
    for (const pair of map.items) if (isScalar(pair.key)) pairs.set(String(pair.key.value), pair);
    this.#pairs.set(map, pairs);
    return pairs;
  }
}
