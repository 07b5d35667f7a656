/** Numbers of one chunk, a power of two: 1 MB. */
const CHUNK = 2 ** 18;
const MASK = CHUNK - 1;
const SHIFT = 18;

/**
 * A growing list of 32-bit numbers. It grows by chunks: a plain array of millions is copied whole when it
 * grows, and that stops the event loop.
 */
export class IntList {
  readonly #chunks: Int32Array<ArrayBuffer>[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const place = this.#length & MASK;
    if (place === 0) this.#chunks.push(new Int32Array(CHUNK));
    const chunk = this.#chunks[this.#length >>> SHIFT];
    if (chunk) chunk[place] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#chunks[index >>> SHIFT]?.[index & MASK] ?? 0;
  }

  /** All of them in one array. */
  toArray(): Int32Array<ArrayBuffer> {
    const whole = new Int32Array(this.#length);
    for (const [at, chunk] of this.#chunks.entries()) {
      const from = at * CHUNK;
      whole.set(this.#length - from < CHUNK ? chunk.subarray(0, this.#length - from) : chunk, from);
    }
    return whole;
  }
}
