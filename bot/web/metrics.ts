import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the gauges read when they are asked. */
export interface MetricSources {
  queueLength(): Promise<number>;
  openStreams(): number;
  knowledgeVersion(): string;
  articles(): number;
}

/** Seconds; a turn takes well under a millisecond without the disk. */
const turnBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** Seconds; a screenshot takes some tenths. */
const pictureBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The service's figures for Prometheus; none of them holds anything a customer wrote. */
export class Metrics {
  readonly registry = new Registry();
  readonly #turns = new Counter({
    name: 'madoguchi_turns_total',
    help: 'Customer messages taken, by what came of them',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  readonly #turnSeconds = new Histogram({
    name: 'madoguchi_turn_seconds',
    help: 'Understanding, deciding and answering one message, without storing it',
    buckets: turnBuckets,
    registers: [this.registry],
  });
  readonly #requestSeconds = new Histogram({
    name: 'madoguchi_http_request_seconds',
    help: 'HTTP requests until the answer is sent, by method and status; streams are not counted',
    labelNames: ['method', 'status'],
    buckets: turnBuckets,
    registers: [this.registry],
  });
  readonly #attachments = new Counter({
    name: 'madoguchi_attachments_total',
    help: 'Attachments taken, by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  });
  readonly #pictureSeconds = new Histogram({
    name: 'madoguchi_picture_seconds',
    help: 'Making a picture anew, waiting for its turn included, by outcome',
    labelNames: ['outcome'],
    buckets: pictureBuckets,
    registers: [this.registry],
  });
  readonly #failures = new Counter({
    name: 'madoguchi_failed_turns_total',
    help: 'Turns in which the bot failed and apologised',
    registers: [this.registry],
  });
  readonly #reloads = new Counter({
    name: 'madoguchi_knowledge_reloads_total',
    help: 'Reloads of the knowledge, by outcome',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly #removed = new Counter({
    name: 'madoguchi_removed_conversations_total',
    help: 'Conversations removed for good, by cause: their age, or a request to forget their customer',
    labelNames: ['cause'],
    registers: [this.registry],
  });

  readonly #shed = new Counter({
    name: 'madoguchi_shed_requests_total',
    help: 'Requests turned away because too many were waiting, by kind',
    labelNames: ['kind'],
    registers: [this.registry],
  });

  constructor(sources: MetricSources) {
    collectDefaultMetrics({ register: this.registry });
    this.#gauge('madoguchi_queue_length', 'Conversations that wait for a person', sources.queueLength);
    this.#gauge('madoguchi_open_streams', 'Open event streams', async () => sources.openStreams());
    this.#gauge('madoguchi_articles', 'Articles served', async () => sources.articles());
    const version = new Gauge({
      name: 'madoguchi_knowledge_info',
      help: 'Version of the knowledge that is served',
      labelNames: ['version'],
      registers: [this.registry],
      collect: () => {
        version.reset();
        version.set({ version: sources.knowledgeVersion() }, 1);
      },
    });
  }

  turnDone(kind: string, seconds: number): void {
    this.#turns.inc({ kind });
    this.#turnSeconds.observe(seconds);
  }

  turnFailed(): void {
    this.#failures.inc();
  }

  conversationsRemoved(cause: 'age' | 'request', count: number): void {
    this.#removed.inc({ cause }, count);
  }

  attachmentTaken(kind: string): void {
    this.#attachments.inc({ kind });
  }

  /** Measures the making of a picture. */
  async pictureMade<T>(make: () => Promise<T>): Promise<T> {
    const done = this.#pictureSeconds.startTimer();
    try {
      const made = await make();
      done({ outcome: 'made' });
      return made;
    } catch (error) {
      done({ outcome: 'refused' });
      throw error;
    }
  }

  requestDone(request: { method: string; status: number }, seconds: number): void {
    this.#requestSeconds.observe({ method: request.method, status: String(request.status) }, seconds);
  }

  shed(kind: string): void {
    this.#shed.inc({ kind });
  }

  reloaded(outcome: 'served' | 'refused'): void {
    this.#reloads.inc({ outcome });
  }

  #gauge(name: string, help: string, read: () => Promise<number>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      // Where the store cannot tell, this figure is absent and the others are still told.
      collect: () =>
        read().then(
          (value) => gauge.set(value),
          () => gauge.remove(),
        ),
    });
  }
}
