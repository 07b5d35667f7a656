import type { Brain } from '../conversation/brain.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import type { KnowledgeFiles } from '../knowledge/knowledge-files.ts';
import { asIfApproved } from './check/trial.ts';
import { Mutex } from './mutex.ts';

export interface TrialBrainsParts {
  /** Makes a Brain that serves nobody, beside everything else that goes on; some 2 s where questions changed. */
  tryOut(knowledge: Knowledge): Promise<Brain>;
}

/** Brains kept: the last texts that somebody tried, and those of a colleague (2–4; some 30 MB each). */
const kept = 3;

/** What the bot would say with files that are not served. */
export class TrialBrains {
  readonly #parts: TrialBrainsParts;
  readonly #made = new Map<string, Promise<Brain>>();
  /** Learning takes the processor: one at a time. */
  readonly #turns = new Mutex();

  constructor(parts: TrialBrainsParts) {
    this.#parts = parts;
  }

  /** null while the files do not load. */
  async brainOf(files: KnowledgeFiles): Promise<Brain | null> {
    const knowledge = asIfApproved(files, loadKnowledge(files));
    return knowledge && this.#brain(knowledge);
  }

  #brain(knowledge: Knowledge): Promise<Brain> {
    const { version } = knowledge;
    const known = this.#made.get(version);
    if (known) return known;
    const made = this.#turns.run(() => this.#parts.tryOut(knowledge));
    this.#made.set(version, made);
    // What failed must not be answered from here for ever.
    made.catch(() => this.#made.delete(version));
    this.#dropOldest();
    return made;
  }

  #dropOldest(): void {
    const [oldest] = this.#made.keys();
    if (this.#made.size > kept && oldest !== undefined) this.#made.delete(oldest);
  }
}
