/**
 * Gives the array of before for a file whose bytes are the same, so that what a `FileMemo` made of it need
 * not be made again by who reads the files anew for each question.
 */
export class KeptBytes {
  readonly #known = new Map<string, Uint8Array>();

  of(path: string, bytes: Uint8Array): Uint8Array {
    const known = this.#known.get(path);
    if (known && Buffer.compare(known, bytes) === 0) return known;
    this.#known.set(path, bytes);
    return bytes;
  }
}
