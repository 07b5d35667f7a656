export const ROOT = 0;
/** No node: nothing goes back to the root. */
export const NONE = 0;

/** A trie that only grows. Children are lists but those of the root, which has as many as there are kana. */
export class KanaTrie {
  readonly #code: number[] = [0];
  readonly #firstChild: number[] = [NONE];
  readonly #nextSibling: number[] = [NONE];
  readonly #top = new Map<number, number>();

  /** The node of a text, made now if it is new. */
  nodeFor(text: string): number {
    let node = ROOT;
    for (let at = 0; at < text.length; at++) node = this.#childOrNew(node, text.charCodeAt(at));
    return node;
  }

  /** The node of a text, or `NONE`. */
  find(text: string): number {
    let node = text === '' ? NONE : this.child(ROOT, text.charCodeAt(0));
    for (let at = 1; at < text.length && node !== NONE; at++) node = this.child(node, text.charCodeAt(at));
    return node;
  }

  child(node: number, code: number): number {
    if (node === ROOT) return this.#top.get(code) ?? NONE;
    let child = this.#firstChild[node] ?? NONE;
    while (child !== NONE && this.#code[child] !== code) child = this.#nextSibling[child] ?? NONE;
    return child;
  }

  /** First of the children of any node but the root, or `NONE`; the others follow by `nextSibling`. */
  firstChild(node: number): number {
    return this.#firstChild[node] ?? NONE;
  }

  nextSibling(node: number): number {
    return this.#nextSibling[node] ?? NONE;
  }

  /** The code unit that leads to a node. */
  code(node: number): number {
    return this.#code[node] ?? 0;
  }

  #childOrNew(node: number, code: number): number {
    const known = this.child(node, code);
    if (known !== NONE) return known;
    const child = this.#code.length;
    this.#code.push(code);
    this.#firstChild.push(NONE);
    if (node === ROOT) {
      this.#top.set(code, child);
      this.#nextSibling.push(NONE);
    } else {
      this.#nextSibling.push(this.#firstChild[node] ?? NONE);
      this.#firstChild[node] = child;
    }
    return child;
  }
}
