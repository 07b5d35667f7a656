const NONE = 0;
const ROOT = 0;

/**
 * Finds many words at once: the cost of a text does not grow with their number. Edges lie in one open
 * hash table of numbers; a map for each node took four times as long, and most of a question's rules.
 */
export class WordTrie {
  /** Child of the root for each code unit: most places of a text end here. */
  readonly #first = new Int32Array(0x10000);
  #nodes = 1;
  /** Hash table of edges: node of origin, code unit, child (`NONE`: free). */
  #mask = 0x3ff;
  #from = new Int32Array(this.#mask + 1);
  #code = new Uint16Array(this.#mask + 1);
  #child = new Int32Array(this.#mask + 1);
  /** What ends at each node; absent where nothing does. */
  readonly #ids: (number[] | undefined)[] = [];

  add(word: string, id: number): void {
    let node = ROOT;
    for (let at = 0; at < word.length; at++) node = this.#childOrNew(node, word.charCodeAt(at));
    if (node === ROOT) return;
    const ids = this.#ids[node];
    if (ids === undefined) this.#ids[node] = [id];
    else ids.push(id);
  }

  /** Calls `found` with every word that begins at `start`, shortest first; `end` is exclusive. */
  eachAt(text: string, start: number, found: (id: number, start: number, end: number) => void): void {
    let node = this.#first[text.charCodeAt(start)] ?? NONE;
    for (let end = start + 1; node !== NONE; end++) {
      const ids = this.#ids[node];
      if (ids !== undefined) for (const id of ids) found(id, start, end);
      node = end < text.length ? this.#childOf(node, text.charCodeAt(end)) : NONE;
    }
  }

  /** Row of an edge in the hash table, or of the free place where it belongs. */
  #row(node: number, code: number): number {
    let row = (Math.imul(node, 0x9e3779b1) ^ Math.imul(code, 0x85ebca6b)) >>> 7;
    for (row &= this.#mask; this.#child[row] !== NONE; row = (row + 1) & this.#mask) {
      if (this.#from[row] === node && this.#code[row] === code) return row;
    }
    return row;
  }

  #childOf(node: number, code: number): number {
    return this.#child[this.#row(node, code)] ?? NONE;
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
    const row = this.#row(node, code);
    this.#from[row] = node;
    this.#code[row] = code;
    this.#child[row] = child;
  }

  #grow(): void {
    const [from, code, child] = [this.#from, this.#code, this.#child];
    this.#mask = this.#mask * 2 + 1;
    this.#from = new Int32Array(this.#mask + 1);
    this.#code = new Uint16Array(this.#mask + 1);
    this.#child = new Int32Array(this.#mask + 1);
    for (const [old, target] of child.entries()) {
      if (target === NONE) continue;
      const row = this.#row(from[old] ?? 0, code[old] ?? 0);
      this.#from[row] = from[old] ?? 0;
      this.#code[row] = code[old] ?? 0;
      this.#child[row] = target;
    }
  }
}
