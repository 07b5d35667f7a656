/** Who has not said so for this long has the page open no more (ms): three times the program's 20 s. */
const goneAfterMs = 60_000;

export interface Person {
  id: string;
  name: string;
}

/** Who has which page open, so that the second is told. In memory: it is a courtesy, `text-changed` is the guard. */
export class Editing {
  readonly #now: () => number;
  /** By page, then by account. */
  readonly #open = new Map<string, Map<string, { name: string; at: number }>>();

  /** @param now a monotonic clock, ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes that somebody has the page open, and tells who else has. */
  seen(path: string, { id, name }: Person): Person[] {
    const people = this.#open.get(path) ?? new Map<string, { name: string; at: number }>();
    const now = this.#now();
    people.set(id, { name, at: now });
    for (const [other, { at }] of people) if (now - at > goneAfterMs) people.delete(other);
    this.#open.set(path, people);
    this.#forgetEmpty(now);
    return [...people]
      .filter(([other]) => other !== id)
      .map(([other, person]) => ({ id: other, name: person.name }));
  }

  #forgetEmpty(now: number): void {
    for (const [path, people] of this.#open)
      if ([...people.values()].every(({ at }) => now - at > goneAfterMs)) this.#open.delete(path);
  }
}
