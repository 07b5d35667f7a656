import type { Snapshot } from '../conversation-client.ts';
import { labels } from '../labels.ts';
import { button, drawings, h, icon } from './h.ts';

export interface DeskActions {
  /** Settles when it is done or has failed. */
  askPerson(): Promise<void>;
  leaveQueue(): Promise<void>;
}

/**
 * Between log and field: the way to a person, the place in the queue, or who answers. Leaving the
 * queue is asked back once, since the place would be lost.
 */
export class DeskBar {
  readonly element = h('div', { class: 'desk' });
  readonly #actions: DeskActions;
  #from = '';
  #busy = false;
  #leaving = false;
  #latest: Snapshot | null = null;

  constructor(actions: DeskActions) {
    this.#actions = actions;
  }

  draw(snapshot: Snapshot): void {
    this.#latest = snapshot;
    const { desk, queue, phase } = snapshot;
    if (desk.state !== 'waiting') this.#leaving = false;
    const from = JSON.stringify([desk, queue, phase, this.#busy, this.#leaving]);
    if (from === this.#from) return;
    this.#from = from;
    const held = this.element.contains(document.activeElement);
    this.element.replaceChildren(...this.#content(snapshot));
    if (held) this.element.querySelector('button')?.focus();
  }

  /** Opens the question whether to leave the queue. */
  askToLeave(): void {
    this.#leaving = true;
    this.#redraw();
    this.element.querySelector('button')?.focus();
  }

  #content({ desk, queue, phase }: Snapshot): Node[] {
    if (phase !== 'ready') return [];
    if (desk.state === 'waiting') return this.#leaving ? this.#leaveQuestion() : this.#waiting(queue);
    if (desk.state === 'claimed' || desk.state === 'answered') {
      const line = desk.agentName === null ? labels.claimedByUnnamed : labels.claimed(desk.agentName);
      return [h('p', { class: 'with' }, icon(drawings.person), line)];
    }
    const label = this.#busy ? labels.askedPerson : labels.askPerson;
    const ask = button(icon(drawings.person), () => this.#do(() => this.#actions.askPerson()), {
      class: 'ask',
    });
    ask.append(label);
    ask.setAttribute('aria-disabled', String(this.#busy));
    return [ask];
  }

  #waiting(queue: Snapshot['queue']): Node[] {
    const wait = queue && queue.waitText !== '' ? h('span', {}, labels.wait(queue.waitText)) : null;
    return [
      h(
        'p',
        { class: 'with waiting', role: 'status' },
        h('span', {}, labels.waiting(queue?.position ?? null)),
        wait,
      ),
      button(labels.leaveQueue, () => this.askToLeave(), { class: 'small' }),
    ];
  }

  #leaveQuestion(): Node[] {
    const stay = (): void => {
      this.#leaving = false;
      this.#redraw();
    };
    return [
      h('p', { class: 'with', role: 'status' }, labels.leaveQuestion),
      button(labels.stay, stay, { class: 'small' }),
      button(labels.leave, () => this.#do(() => this.#actions.leaveQueue()), { class: 'small' }),
    ];
  }

  #do(act: () => Promise<void>): void {
    if (this.#busy) return;
    this.#busy = true;
    this.#redraw();
    void act().finally(() => {
      this.#busy = false;
      this.#leaving = false;
      this.#redraw();
    });
  }

  #redraw(): void {
    if (this.#latest) this.draw(this.#latest);
  }
}
