interface Node {
  next: Map<number, Node>;
  /** What ends here. */
  ids: number[];
}

const newNode = (): Node => ({ next: new Map(), ids: [] });

/** Finds many words at once: the cost of a text does not grow with their number. */
export class WordTrie {
  readonly #root = newNode();

  add(word: string, id: number): void {
    let node = this.#root;
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      let next = node.next.get(code);
      if (next === undefined) node.next.set(code, (next = newNode()));
      node = next;
    }
    node.ids.push(id);
  }

  /** Calls `found` with every word that begins at `start`, shortest first; `end` is exclusive. */
  eachAt(text: string, start: number, found: (id: number, end: number) => void): void {
    let node = this.#root.next.get(text.charCodeAt(start));
    for (let end = start + 1; node !== undefined; end++) {
      for (const id of node.ids) found(id, end);
      node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined;
    }
  }
}
