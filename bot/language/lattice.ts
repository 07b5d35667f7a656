import { columnOf, rowOf } from './connections.ts';
import type { Connections } from './connections.ts';
import { COST, LEFT, RIGHT, WORD } from './word-columns.ts';

/**
 * The cheapest way through the words of a text, from its start to its end. Words are added by their start,
 * in the order in which kuromoji would meet them; among equals the first wins, as there.
 *
 * What decides the time is how many places of memory a question visits, not the arithmetic: the costs alone
 * are 3.5 MB. So everything about one node lies together, and costs that cannot win are never looked at.
 */

/** One word of the best path; offsets in UTF-16 units of the text. */
export interface Cut {
  start: number;
  end: number;
  /** As its table calls it. */
  word: number;
}

/** Words that may be added: row r of the table (`word-columns.ts`) is called `first + r`. */
export interface WordTable {
  table: Int16Array;
  first: number;
}

/** Numbers of one node. Nodes are named by the place of their first number; the first node is the start. */
const NODE = 8;
const NODE_RIGHT = 0;
const NODE_TOTAL = 1;
const NODE_NEXT = 2;
/** When it was made or made cheaper: among equals the first wins. */
const NODE_ORDER = 3;
const NODE_START = 4;
const NODE_WORD = 5;
const NODE_BEFORE = 6;

/** ipadic's connection id of the start and the end of a text. */
const EDGE_ID = 0;

const NONE = -1;
const INFINITE = 0x7fffffff;

const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
  const grown = new Int32Array(old.length * 2);
  grown.set(old);
  return grown;
};

export class Lattice {
  readonly #costs: Int16Array;
  readonly #cheapest: Int16Array;
  readonly #width: number;
  readonly #edge: number;

  #nodes = new Int32Array(1024 * NODE);
  #size = 0;
  #created = 0;
  /** The node that was last added of those that end at a place. */
  #last = new Int32Array(256);

  /** Total of what `#bestBefore` found. */
  #lowest = 0;

  /** The nodes that end at the present place, cheapest first. */
  #at = 0;
  #count = 0;
  #ending = new Int32Array(64);
  #endingTotal = new Int32Array(64);
  #endingColumn = new Int32Array(64);

  constructor({ costs, cheapest, numbers }: Connections) {
    this.#costs = costs;
    this.#cheapest = cheapest;
    this.#width = numbers.length;
    this.#edge = numbers[EDGE_ID] ?? 0;
  }

  begin(length: number): void {
    // One more than there are places: half a pair at the end counts as a whole one.
    if (this.#last.length < length + 2) this.#last = new Int32Array(length * 2);
    this.#last.fill(NONE, 0, length + 2);
    this.#nodes.fill(0, 0, NODE);
    this.#nodes[NODE_RIGHT] = this.#edge;
    this.#nodes[NODE_NEXT] = NONE;
    this.#last[0] = 0;
    this.#size = NODE;
    this.#created = 0;
  }

  /**
   * Words are added from this place on.
   * @returns whether any word ends here; if none does, none need be added
   */
  moveTo(at: number): boolean {
    this.#at = at;
    this.#count = 0;
    const nodes = this.#nodes;
    for (let node = this.#last[at] ?? NONE; node !== NONE; node = nodes[node + NODE_NEXT] ?? NONE) {
      this.#sortIn(node, nodes[node + NODE_TOTAL] ?? 0, nodes[node + NODE_RIGHT] ?? 0);
    }
    return this.#count > 0;
  }

  /** Adds the words of the rows from `from` up to `to`, which lead from the present place to `end`. */
  add(end: number, { table, first }: WordTable, from: number, to: number): void {
    const last = this.#last;
    let nodes = this.#nodes;
    for (let row = from; row < to; row++) {
      const at = row * WORD;
      const right = table[at + RIGHT] ?? 0;
      const before = this.#bestBefore(table[at + LEFT] ?? 0);
      const total = this.#lowest + (table[at + COST] ?? 0);
      // Of all words that end at a place with the same right id only the cheapest can win.
      let node = last[end] ?? NONE;
      while (node !== NONE && nodes[node + NODE_RIGHT] !== right) node = nodes[node + NODE_NEXT] ?? NONE;
      if (node === NONE) {
        node = this.#newNode(end, right);
        nodes = this.#nodes;
      } else if ((nodes[node + NODE_TOTAL] ?? 0) <= total) continue;
      nodes[node + NODE_TOTAL] = total;
      nodes[node + NODE_ORDER] = ++this.#created;
      nodes[node + NODE_START] = this.#at;
      nodes[node + NODE_WORD] = first + row;
      nodes[node + NODE_BEFORE] = before;
    }
  }

  /** The words of the cheapest way to the end of the text, in order, without gaps. */
  path(length: number): Cut[] {
    if (!this.moveTo(length)) return [];
    const nodes = this.#nodes;
    const path: Cut[] = [];
    let end = length;
    let node = this.#bestBefore(this.#edge);
    while (node > 0) {
      const start = nodes[node + NODE_START] ?? 0;
      path.push({ start, end, word: nodes[node + NODE_WORD] ?? 0 });
      end = start;
      node = nodes[node + NODE_BEFORE] ?? 0;
    }
    return path.toReversed();
  }

  #sortIn(node: number, total: number, right: number): void {
    if (this.#count === this.#ending.length) this.#growEnding();
    const ending = this.#ending;
    const totals = this.#endingTotal;
    const columns = this.#endingColumn;
    let place = this.#count++;
    while (place > 0 && (totals[place - 1] ?? 0) > total) {
      totals[place] = totals[place - 1] ?? 0;
      columns[place] = columns[place - 1] ?? 0;
      ending[place] = ending[place - 1] ?? 0;
      place -= 1;
    }
    totals[place] = total;
    columns[place] = columnOf(right, this.#width);
    ending[place] = node;
  }

  /** The cheapest node before a word with this left id; `#lowest` is the total with their connection. */
  #bestBefore(left: number): number {
    const totals = this.#endingTotal;
    const columns = this.#endingColumn;
    const costs = this.#costs;
    const row = rowOf(left);
    const cheapest = this.#cheapest[left] ?? 0;
    const count = this.#count;
    let best = 0;
    let lowest = INFINITE;
    for (let place = 0; place < count; place++) {
      const before = totals[place] ?? 0;
      // The others are no cheaper, and the connections of this left id are not either.
      if (before + cheapest > lowest) break;
      const total = before + (costs[row + (columns[place] ?? 0)] ?? 0);
      if (total > lowest || (total === lowest && !this.#isFirst(place, best))) continue;
      lowest = total;
      best = place;
    }
    this.#lowest = lowest;
    return this.#ending[best] ?? 0;
  }

  #isFirst(place: number, other: number): boolean {
    const nodes = this.#nodes;
    const [own, others] = [this.#ending[place] ?? 0, this.#ending[other] ?? 0];
    return (nodes[own + NODE_ORDER] ?? 0) < (nodes[others + NODE_ORDER] ?? 0);
  }

  #newNode(end: number, right: number): number {
    const node = this.#size;
    this.#size += NODE;
    if (this.#size > this.#nodes.length) this.#nodes = wider(this.#nodes);
    this.#nodes[node + NODE_RIGHT] = right;
    this.#nodes[node + NODE_NEXT] = this.#last[end] ?? NONE;
    this.#last[end] = node;
    return node;
  }

  #growEnding(): void {
    this.#ending = wider(this.#ending);
    this.#endingTotal = wider(this.#endingTotal);
    this.#endingColumn = wider(this.#endingColumn);
  }
}
