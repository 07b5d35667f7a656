import { isPutAway, putAway } from '../session.ts';
import type { Snapshot } from '../snapshot.ts';
import type { KeyValue } from '../storage.ts';
import { labels } from '../labels.ts';
import type { NoticeView } from '../wire-types.ts';
import { blocks } from '../../../browser/blocks.ts';
import { button, drawings, h, icon } from './h.ts';

export interface StripActions {
  goOnAnonymously(): void;
  /** An announcement was put away, and its button with it. */
  dismissed(): void;
}

/** All announcements have one wording; which of them it is, only the day in it tells. */
const wordsOf = ({ blocks: said }: NoticeView): string => JSON.stringify(said);

/** Under the header: announcements, and what stands between the customer and the server, an outage too (H7). */
export class Strips {
  readonly element: HTMLElement;
  readonly #trouble = h('div', { class: 'trouble', role: 'status' });
  readonly #announcements = h('div', { class: 'announcements' });
  readonly #storage: KeyValue;
  readonly #actions: StripActions;
  #from = '';

  constructor(storage: KeyValue, actions: StripActions) {
    this.#storage = storage;
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
      (notice) => notice.kind === 'announcement' && !isPutAway(this.#storage, wordsOf(notice)),
    );
    this.#announcements.replaceChildren(...shown.map((notice) => this.#announcement(notice)));
  }

  #announcement(notice: NoticeView): Node {
    const strip = h('div', { class: 'announcement', role: 'note' }, h('div', {}, ...blocks(notice.blocks)));
    const dismiss = (): void => {
      putAway(this.#storage, wordsOf(notice));
      strip.remove();
      this.#actions.dismissed();
    };
    strip.append(button(icon(drawings.close), dismiss, { class: 'round', 'aria-label': labels.dismiss }));
    return strip;
  }
}
