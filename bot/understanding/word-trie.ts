const NONE = 0;
const ROOT = 0;
/** Numbers of an edge in the hash table: its origin, then these; four, so that none lies across two cache lines. */
const WIDTH = 4;
const CODE = 1;
const CHILD = 2;
/** Bits for the beginnings of words, a power of two: some thousand words leave most of them free. Range 2^15–2^18. */
const BEGINNINGS = 2 ** 16;

const beginning = (first: number, second: number): number =>
  (Math.imul((first << 16) | second, 0x9e3779b1) >>> 8) & (BEGINNINGS - 1);

/**
 * Finds many words at once: the cost of a text does not grow with their number. Edges lie in one open
 * hash table of numbers; a map for each node took four times as long, and most of a question's rules.
 */
export class WordTrie {
  /** How words begin, a bit for each: small enough to stay near, and most places of a text end here. */
  readonly #beginnings = new Uint32Array(BEGINNINGS / 32);
  /** Child of the root for each code unit. */
  readonly #first = new Int32Array(0x10000);
  #nodes = 1;
  /** Hash table of edges: node of origin, code unit, child (`NONE`: free), side by side to be read at once. */
  #mask = 0x3ff;
  #edges = new Int32Array((this.#mask + 1) * WIDTH);
  /** What ends at each node; absent where nothing does. */
  readonly #ids: (number[] | undefined)[] = [];

  add(word: string, id: number): void {
    const bit = beginning(word.charCodeAt(0), word.length > 1 ? word.charCodeAt(1) : 0);
    this.#beginnings[bit >>> 5] = (this.#beginnings[bit >>> 5] ?? 0) | (1 << (bit & 31));
    let node = ROOT;
    for (let at = 0; at < word.length; at++) node = this.#childOrNew(node, word.charCodeAt(at));
    if (node === ROOT) return;
    const ids = this.#ids[node];
    if (ids === undefined) this.#ids[node] = [id];
    else ids.push(id);
  }

  /**
   * Finds every word that begins at `start`, shortest first.
   * @param text code units, the first `length`
   * @param found takes id, start and exclusive end of each, one number after the other
   */
  findAt({ codes, length }: { codes: Uint16Array; length: number }, start: number, found: number[]): void {
    const first = codes[start] ?? 0;
    if (!this.#mayBegin(first, start + 1 < length ? (codes[start + 1] ?? 0) : 0)) return;
    let node = this.#first[first] ?? NONE;
    for (let end = start + 1; node !== NONE; end++) {
      const ids = this.#ids[node];
      if (ids !== undefined) for (const id of ids) found.push(id, start, end);
      node = end < length ? this.#childOf(node, codes[end] ?? 0) : NONE;
    }
  }

  /** False only if no word begins with these two, nor is the first alone. */
  #mayBegin(first: number, second: number): boolean {
    const both = beginning(first, second);
    const alone = beginning(first, 0);
    const bits =
      ((this.#beginnings[both >>> 5] ?? 0) >>> (both & 31)) |
      ((this.#beginnings[alone >>> 5] ?? 0) >>> (alone & 31));
    return (bits & 1) === 1;
  }

  /** Where an edge lies in the hash table, or the free place where it belongs. */
  #place(node: number, code: number): number {
    let row = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 7;
    for (;;) {
      row &= this.#mask;
      const place = row * WIDTH;
      if (this.#edges[place + CHILD] === NONE) return place;
      if (this.#edges[place] === node && this.#edges[place + CODE] === code) return place;
      row += 1;
    }
  }

  #childOf(node: number, code: number): number {
    return this.#edges[this.#place(node, code) + CHILD] ?? NONE;
  }

  #childOrNew(node: number, code: number): number {
    const known = node === ROOT ? (this.#first[code] ?? NONE) : this.#childOf(node, code);
    if (known !== NONE) return known;
    const child = this.#nodes++;
    if (node === ROOT) this.#first[code] = child;
    else this.#addEdge(node, code, child);
    this.#ids[child] = undefined;
    return child;
  }

  #addEdge(node: number, code: number, child: number): void {
    // Half full at most: a search for what is not there ends at the first free row.
    if (this.#nodes * 2 > this.#mask) this.#grow();
    this.#put(node, code, child);
  }

  #put(node: number, code: number, child: number): void {
    const place = this.#place(node, code);
    this.#edges[place] = node;
    this.#edges[place + CODE] = code;
    this.#edges[place + CHILD] = child;
  }

  #grow(): void {
    const edges = this.#edges;
    this.#mask = this.#mask * 2 + 1;
    this.#edges = new Int32Array((this.#mask + 1) * WIDTH);
    for (let place = 0; place < edges.length; place += WIDTH) {
      const child = edges[place + CHILD] ?? NONE;
      if (child !== NONE) this.#put(edges[place] ?? ROOT, edges[place + CODE] ?? 0, child);
    }
  }
}
