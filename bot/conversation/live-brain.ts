import { setImmediate } from 'node:timers/promises';
import type { Knowledge } from '../domain/knowledge.ts';
import { formatFinding, type Finding } from '../knowledge/finding.ts';
import type { KnowledgeFolders } from '../knowledge/knowledge-files.ts';
import { followKnowledge, type LiveKnowledge } from '../knowledge/live.ts';
import { openKnowledge, type OpenedKnowledge } from '../knowledge/open-knowledge.ts';
import { analyse } from '../language/analyse.ts';
import { loadDictionary } from '../language/dictionary.ts';
import { loadGeneralSynonyms } from '../language/general-synonyms.ts';
import { loadParaphrases } from '../language/paraphrases.ts';
import { answerAt, clarifyAt } from '../understanding/confidence.ts';
import { buildEngine, type Engine, type LanguageResources } from '../understanding/engine.ts';
import { pauseAfter } from '../understanding/pause.ts';
import { suggest } from '../understanding/suggest.ts';
import { understand } from '../understanding/understand.ts';
import type { Brain, BrainSource } from './brain.ts';
import { openLearnt } from './learnt-before.ts';

/** Longest stretch of work on a new index before the event loop has a turn (ms). Sane: 5 to 15. */
const sliceMs = 8;

export interface BrainListener {
  /** New knowledge serves. */
  served(knowledge: Knowledge, warnings: string[]): void;
  /** The files are broken; the old knowledge goes on serving. */
  refused(errors: string[]): void;
  failed(error: unknown): void;
}

const linesOf = (findings: readonly Finding[]): string[] => findings.map(formatFinding);

const brainOf = (knowledge: Knowledge, engine: Engine): Brain => ({
  knowledge,
  thresholds: { answerAt, clarifyAt },
  analyse: (text) => analyse(engine.tokenizer, text),
  understand: (text, previousArticleId) => understand(engine, text, { previousArticleId }),
  suggest: (beginning) => suggest(engine.suggestions, beginning),
});

/** The knowledge and its index as the bot uses them, renewed whole when files change. */
export class LiveBrain implements BrainSource {
  readonly #resources: LanguageResources;
  readonly #opened: OpenedKnowledge;
  readonly #folders: KnowledgeFolders;
  #engine: Engine;
  #brain: Brain;

  private constructor(folders: KnowledgeFolders, opened: OpenedKnowledge, made: [LanguageResources, Engine]) {
    this.#folders = folders;
    this.#opened = opened;
    [this.#resources, this.#engine] = made;
    this.#brain = brainOf(opened.knowledge, this.#engine);
  }

  /** @throws StartError with one `file:line: message` a line when the knowledge is broken. */
  static async open(folders: KnowledgeFolders): Promise<LiveBrain> {
    const [opened, dictionary, generalSynonyms, paraphrases] = await Promise.all([
      openKnowledge(folders),
      loadDictionary(),
      loadGeneralSynonyms(),
      loadParaphrases(),
    ]);
    const resources = { dictionary, generalSynonyms, paraphrases };
    // Nothing is served yet, so there is no event loop to spare.
    const { learnt, keep } = await openLearnt(opened.knowledge.version);
    const engine = await buildEngine({ resources, knowledge: opened.knowledge, learnt }, () =>
      Promise.resolve(),
    );
    await keep();
    return new LiveBrain(folders, opened, [resources, engine]);
  }

  current(): Brain {
    return this.#brain;
  }

  /** Texts that wait for approval and the like, as `file:line: message`. */
  get warnings(): string[] {
    return linesOf(this.#opened.warnings);
  }

  /** Follows the files from now on. */
  follow(listener: BrainListener): Promise<LiveKnowledge> {
    return followKnowledge(this.#folders, this.#opened.files, {
      changed: async (knowledge, warnings) => {
        await this.#renew(knowledge);
        listener.served(knowledge, linesOf(warnings));
      },
      refused: (errors) => listener.refused(linesOf(errors)),
      failed: (error) => listener.failed(error),
    });
  }

  /**
   * A Brain for other knowledge, which serves nobody: for editors who ask what a change would do. It is made
   * from the present one, at the cost of what differs, and beside everything else that goes on.
   */
  async tryOut(knowledge: Knowledge): Promise<Brain> {
    return brainOf(knowledge, await this.#grow(knowledge));
  }

  async #renew(knowledge: Knowledge): Promise<void> {
    this.#engine = await this.#grow(knowledge);
    this.#brain = brainOf(knowledge, this.#engine);
  }

  #grow(knowledge: Knowledge): Promise<Engine> {
    const pause = pauseAfter(
      sliceMs,
      () => performance.now(),
      () => setImmediate(),
    );
    return buildEngine({ resources: this.#resources, knowledge, previous: this.#engine }, pause);
  }
}
