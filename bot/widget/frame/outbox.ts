import type { MaskType } from '../../domain/conversation.ts';
import { asApiError } from './api.ts';
import type { ApiError } from './api.ts';
import { waitMs } from './backoff.ts';
import { readJson } from './storage.ts';
import type { KeyValue } from './storage.ts';
import type { MessageResponse } from './wire-types.ts';

/** A message on its way. Its id stays the same over every retry, so that it can never arrive twice. */
export interface OutboxEntry {
  clientMessageId: string;
  /** Masked already. */
  text: string;
  /** An article picked from choices or suggestions. */
  choice?: string;
  /** The host's page that it was written on. */
  pageUrl?: string;
  /** What was masked before sending, for the line that says so. */
  masked: MaskType[];
  writtenAt: string;
  /** `waiting`: will be tried again by itself. `refused`: only the customer can change that. */
  state: 'sending' | 'waiting' | 'refused';
}

export interface OutboxPorts {
  storage: KeyValue;
  /** Rejects with `ApiError`. */
  send(entry: OutboxEntry): Promise<MessageResponse>;
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
  onSent(entry: OutboxEntry, response: MessageResponse): void;
  onChange(): void;
}

const KEY = 'madoguchi:outbox';

const isEntry = (value: unknown): value is OutboxEntry =>
  typeof value === 'object' &&
  value !== null &&
  'clientMessageId' in value &&
  'text' in value &&
  'masked' in value;
const isEntries = (value: unknown): value is OutboxEntry[] => Array.isArray(value) && value.every(isEntry);

/**
 * Messages that the server has not acknowledged, oldest first, kept over reloads. They are sent one
 * at a time, so that they arrive in the order they were written. Stored entries are changed one by
 * one, never replaced as a whole: another tab may have its own among them.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  #entries: OutboxEntry[];
  #flushing = false;
  #again = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.#entries = this.#stored().map((entry) => ({ ...entry, state: 'waiting' }));
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  add(entry: Omit<OutboxEntry, 'state'>): void {
    const added: OutboxEntry = { ...entry, state: 'sending' };
    this.#entries.push(added);
    this.#store([...this.#stored(), added]);
    this.#ports.onChange();
  }

  /** Takes a refused message out again, to be written anew. */
  remove(clientMessageId: string): void {
    this.#entries = this.#entries.filter((entry) => entry.clientMessageId !== clientMessageId);
    this.#store(this.#stored().filter((entry) => entry.clientMessageId !== clientMessageId));
    this.#ports.onChange();
  }

  /** Nothing can be sent at present: what is there waits. */
  hold(): void {
    for (const entry of this.#entries) if (entry.state === 'sending') this.#mark(entry, 'waiting');
  }

  clear(): void {
    for (const { clientMessageId } of this.#entries) this.remove(clientMessageId);
  }

  /**
   * Sends what is there until nothing is left, or the conversation turns out to be gone: then it stops
   * until it is called for the new one. Safe to call at any time.
   */
  async flush(): Promise<void> {
    this.#again = true;
    if (this.#flushing) return;
    this.#flushing = true;
    while (this.#again) {
      this.#again = false;
      await this.#sendAll();
    }
    this.#flushing = false;
  }

  async #sendAll(): Promise<void> {
    let failures = 0;
    for (;;) {
      const next = this.#entries.find((entry) => entry.state !== 'refused');
      if (!next) return;
      const problem = await this.#attempt(next);
      if (problem?.gone) return;
      failures = problem?.temporary ? failures + 1 : 0;
      if (problem?.temporary) await this.#ports.sleep(this.#wait(problem, failures));
    }
  }

  #wait(problem: ApiError, failures: number): number {
    return waitMs(failures, problem.retryAfterMs, this.#ports.random());
  }

  async #attempt(entry: OutboxEntry): Promise<ApiError | null> {
    // A retry stays `waiting`, so that the line under the message does not flicker.
    if (entry.state !== 'waiting') this.#mark(entry, 'sending');
    try {
      const response = await this.#ports.send(entry);
      this.#ports.onSent(entry, response);
      this.remove(entry.clientMessageId);
      return null;
    } catch (error) {
      const problem = asApiError(error);
      this.#mark(entry, problem.temporary || problem.gone ? 'waiting' : 'refused');
      return problem;
    }
  }

  #mark(entry: OutboxEntry, state: OutboxEntry['state']): void {
    entry.state = state;
    this.#ports.onChange();
  }

  #stored(): OutboxEntry[] {
    return readJson(this.#ports.storage, KEY, isEntries) ?? [];
  }

  #store(entries: readonly OutboxEntry[]): void {
    this.#ports.storage.setItem(KEY, JSON.stringify(entries));
  }
}
