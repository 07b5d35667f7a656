/** Latencies in ms, as a record of the benchmark shows them. */
export interface Spread {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/** `p` in (0, 1]; 0 for no values. */
const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? 0;

const shown = (value: number): number => Number(value.toFixed(1));

export const spread = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    p50: shown(percentile(sorted, 0.5)),
    p99: shown(percentile(sorted, 0.99)),
    max: shown(sorted.at(-1) ?? 0),
  };
};

/** Milliseconds since 1970 with fractions, by a clock that all processes of the machine share. */
export const nowMs = (): number => performance.timeOrigin + performance.now();

/** How often each thing happened. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }
}
