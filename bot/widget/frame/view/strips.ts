import type { Snapshot } from '../snapshot.ts';
import { labels } from '../labels.ts';
import type { NoticeView } from '../wire-types.ts';
import { blocks } from '../../../browser/blocks.ts';
import { button, drawings, h, icon } from './h.ts';

export interface StripActions {
  goOnAnonymously(): void;
  /** An announcement was put away, and its button with it. */
  dismissed(): void;
}

/** Under the header: announcements, and what stands between the customer and the server, an outage too (H7). */
export class Strips {
  readonly element: HTMLElement;
  readonly #trouble = h('div', { class: 'trouble', role: 'status' });
  readonly #announcements = h('div', { class: 'announcements' });
  readonly #dismissed = new Set<string>();
  readonly #actions: StripActions;
  #from = '';

  constructor(actions: StripActions) {
    this.#actions = actions;
    this.element = h('div', { class: 'strips' }, this.#trouble, this.#announcements);
  }

  draw(snapshot: Snapshot): void {
    const from = JSON.stringify([
      snapshot.phase,
      snapshot.disconnected,
      snapshot.replaced,
      snapshot.notices,
      snapshot.online,
    ]);
    if (from === this.#from) return;
    this.#from = from;
    this.#trouble.replaceChildren(...this.#troubles(snapshot));
    this.#announce(snapshot.notices);
  }

  #troubles({ phase, online, disconnected, replaced, notices }: Snapshot): Node[] {
    if (phase === 'refused') {
      const anonymously = button(labels.goOnAnonymously, () => this.#actions.goOnAnonymously(), {
        class: 'small',
      });
      return [h('p', {}, labels.identityRefused), anonymously];
    }
    if (!online) return [h('p', {}, labels.offline)];
    if (disconnected) return [h('p', {}, labels.disconnected)];
    if (replaced) return [h('p', {}, labels.replaced)];
    return notices.filter(({ kind }) => kind === 'outage').flatMap((notice) => blocks(notice.blocks));
  }

  #announce(notices: readonly NoticeView[]): void {
    const shown = notices.filter(
      ({ kind, wording }) => kind === 'announcement' && !this.#dismissed.has(wording.id),
    );
    this.#announcements.replaceChildren(...shown.map((notice) => this.#announcement(notice)));
  }

  #announcement(notice: NoticeView): Node {
    const strip = h('div', { class: 'announcement', role: 'note' }, h('div', {}, ...blocks(notice.blocks)));
    const dismiss = (): void => {
      this.#dismissed.add(notice.wording.id);
      strip.remove();
      this.#actions.dismissed();
    };
    strip.append(button(icon(drawings.close), dismiss, { class: 'round', 'aria-label': labels.dismiss }));
    return strip;
  }
}
