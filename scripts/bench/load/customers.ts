import { setTimeout as sleep } from 'node:timers/promises';
import { LoadCustomer, type Notes } from './customer.ts';
import { nowMs, Tally } from './figures.ts';
import type { CustomersPlan, Seen } from './plan.ts';

/** Conversations that are opened, and read again at the end, side by side. */
const atOnce = 16;

/** Openings from one address, whose limit is 300 a minute. */
const openingsPerAddress = 100;

/** How often it is looked which messages are due. */
const tickMs = 5;

/** So long a customer reads what a person wrote before answering. */
const readsMs = 1_000;

/** What is still under way at the end gets so long. */
const lastAnswersMs = 15_000;

/** The customers of a load: many with open streams, some of whom write. */
export class Customers {
  readonly #plan: CustomersPlan;
  readonly #customers: LoadCustomer[] = [];
  readonly #notes: Notes = { acknowledged: [], delivered: [], answers: new Tally(), errors: new Tally() };
  /** Those who answer a person next. */
  readonly #answering: LoadCustomer[] = [];
  readonly #under = new Set<Promise<unknown>>();

  constructor(plan: CustomersPlan) {
    this.#plan = plan;
  }

  /** Opens all conversations and streams. */
  async open(): Promise<void> {
    const { customers } = this.#plan;
    let next = 0;
    const opener = async (): Promise<void> => {
      while (next < customers) await this.#open((next += 1));
    };
    await Promise.all(Array.from({ length: atOnce }, opener));
  }

  /** Writes for the planned time, waits for what is under way, and looks whether all of it is kept. */
  async run(): Promise<Seen> {
    const { pace, seconds } = this.#plan;
    const until = nowMs() + seconds * 1000;
    await ('rate' in pace ? this.#atRate(pace.rate, until) : this.#byHands(pace.hands, until));
    await Promise.race([Promise.all(this.#under), sleep(lastAnswersMs)]);
    await this.#check();
    const { acknowledged, delivered, answers, errors } = this.#notes;
    return { acknowledged, delivered, claims: [], answers: answers.toJSON(), errors: errors.toJSON() };
  }

  async #open(number: number): Promise<void> {
    const { urls, identity } = this.#plan;
    const url = urls[number % urls.length] ?? '';
    const streamUrl = urls[(number + 1) % urls.length] ?? '';
    const block = Math.floor(number / openingsPerAddress);
    const address = `10.${process.pid % 250}.${Math.floor(block / 250)}.${block % 250}`;
    const customer = await LoadCustomer.open({ url, streamUrl, identity, address }, this.#notes);
    customer.onAnswer = () => {
      setTimeout(() => void this.#answering.push(customer), readsMs);
    };
    this.#customers.push(customer);
  }

  /** However long answers take, the next messages come when they are due. */
  async #atRate(rate: number, until: number): Promise<void> {
    const from = nowMs();
    const sent = { messages: 0, handoffs: 0 };
    while (nowMs() < until) {
      const seconds = (nowMs() - from) / 1000;
      for (; sent.messages < seconds * rate; sent.messages += 1) this.#start(this.#write());
      for (; sent.handoffs < seconds * this.#plan.handoffsPerSecond; sent.handoffs += 1)
        this.#start(this.#ask());
      await sleep(tickMs);
    }
  }

  async #byHands(hands: number, until: number): Promise<void> {
    const hand = async (): Promise<void> => {
      // Refused, a hand rests: one that asks again at once would measure how fast refusals are.
      while (nowMs() < until) if (!(await this.#write())) await sleep(readsMs);
    };
    await Promise.all(Array.from({ length: hands }, hand));
  }

  #start(work: Promise<unknown>): void {
    const under = work.finally(() => this.#under.delete(under));
    this.#under.add(under);
  }

  #write(): Promise<boolean> {
    const customer = this.#next();
    if (!customer) {
      this.#notes.answers.add('nobody free to write');
      return Promise.resolve(false);
    }
    return customer.write(oneOf(this.#plan.questions) ?? '');
  }

  /** Into the queue, past the intake. */
  async #ask(): Promise<void> {
    const customer = this.#idle(({ state }) => state === 'bot');
    if (!customer) return;
    await customer.askForPerson();
    await customer.write('操作や設定の方法');
    await customer.write('招待の取り消し方');
  }

  #next(): LoadCustomer | undefined {
    while (this.#answering.length > 0) {
      const customer = this.#answering.shift();
      if (customer && !customer.busy) return customer;
    }
    return this.#idle(({ state }) => state === 'bot' || state === 'closed');
  }

  /** Any of those who have nothing under way; a customer's client sends one message after the other. */
  #idle(fits: (customer: LoadCustomer) => boolean): LoadCustomer | undefined {
    for (let tries = 0; tries < 100; tries += 1) {
      const customer = oneOf(this.#customers);
      if (customer && !customer.busy && fits(customer)) return customer;
    }
    return undefined;
  }

  async #check(): Promise<void> {
    const left = [...this.#customers];
    const checker = async (): Promise<void> => {
      for (let customer = left.pop(); customer; customer = left.pop()) await customer.check();
    };
    await Promise.all(Array.from({ length: atOnce }, checker));
  }
}

const oneOf = <T>(values: readonly T[]): T | undefined => values[Math.floor(Math.random() * values.length)];
