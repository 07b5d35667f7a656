import type { Snapshot } from '../snapshot.ts';
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
  #offered = false;
  #latest: Snapshot | null = null;

  constructor(actions: DeskActions) {
    this.#actions = actions;
  }

  /** @param offered a way to a person is shown elsewhere, and need not be here twice */
  draw(snapshot: Snapshot, offered: boolean): void {
    this.#latest = snapshot;
    this.#offered = offered;
    const { desk, queue, phase, reachable } = snapshot;
    if (desk.state !== 'waiting') this.#leaving = false;
    const from = JSON.stringify([desk, queue, phase, reachable, offered, this.#busy, this.#leaving]);
    if (from === this.#from) return;
    this.#from = from;
    const held = this.element.contains(document.activeElement);
    this.element.replaceChildren(...this.#content(snapshot));
    if (held) this.element.querySelector<HTMLElement>('button:last-child')?.focus();
  }

  #content({ desk, queue, phase, reachable }: Snapshot): Node[] {
    if (phase !== 'ready') return [];
    if (desk.state === 'waiting') {
      return this.#leaving && reachable ? this.#leaveQuestion() : this.#waiting(queue, reachable);
    }
    if (desk.state === 'claimed' || desk.state === 'answered') {
      const line = desk.agentName === null ? labels.claimedByUnnamed : labels.claimed(desk.agentName);
      return [h('p', { class: 'with' }, icon(drawings.person), line)];
    }
    // Offered to who may not talk to a person as well: they are told why, and the next step (E1–E3).
    if (this.#offered || !reachable) return [];
    const label = this.#busy ? labels.askedPerson : labels.askPerson;
    const ask = button(icon(drawings.person), () => this.#do(() => this.#actions.askPerson()), {
      class: 'ask',
    });
    ask.append(label);
    ask.setAttribute('aria-disabled', String(this.#busy));
    return [ask];
  }

  #waiting(queue: Snapshot['queue'], reachable: boolean): Node[] {
    const line = h('span', {}, labels.waiting(queue?.position ?? null));
    const place = h(
      'p',
      { class: 'with waiting', role: 'status' },
      line,
      h('span', {}, queue?.waitText ?? ''),
    );
    return reachable
      ? [place, button(labels.leaveQueue, () => this.#ask(true), { class: 'small' })]
      : [place];
  }

  #ask(leaving: boolean): void {
    this.#leaving = leaving;
    this.#redraw();
  }

  #leaveQuestion(): Node[] {
    return [
      h('p', { class: 'with', role: 'status' }, labels.leaveQuestion),
      button(labels.leave, () => this.#do(() => this.#actions.leaveQueue()), { class: 'small' }),
      // Last, where the button was that asked: a second click of a double one must not leave.
      button(labels.stay, () => this.#ask(false), { class: 'small' }),
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
    if (this.#latest) this.draw(this.#latest, this.#offered);
  }
}
