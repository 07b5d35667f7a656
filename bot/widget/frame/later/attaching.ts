import { mask } from '../../../policy/personal-data/mask.ts';
import type { AttachPorts, Room } from '../attach/ports.ts';
import type { Snapshot } from '../snapshot.ts';
import { button, h, icon } from '../view/h.ts';
import type { EventsResponse } from '../wire-types.ts';
import { labels } from './labels.ts';
import { loadAttach } from './load-attach.ts';
import type { PictureSource } from './thumbnail.ts';

/** The part of the conversation's client that is used. */
export interface AttachingClient extends PictureSource {
  receive(events: EventsResponse['events']): void;
}

const { attachment: words } = labels;

/** A paper clip. */
const CLIP = 'M8.5 12.5l6-6a3 3 0 0 1 4.2 4.2l-8 8a5 5 0 0 1-7-7l7.5-7.5';

const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

const parsed = async <T>(response: Response): Promise<T> => JSON.parse(await response.text());

const portsOf = (client: AttachingClient): AttachPorts => ({
  room: async () => parsed<Room>(await client.raw('attachments', {})),
  send: async (content, signal) => {
    const { id, body } = content;
    const path = body instanceof Blob ? `attachments?clientMessageId=${id}` : 'attachments';
    const init = body instanceof Blob ? body : JSON.stringify({ clientMessageId: id, header: body });
    const response = await client.raw(path, { method: 'POST', body: init, signal });
    client.receive((await parsed<EventsResponse>(response)).events);
  },
  mask,
  newId: randomId,
});

/** True for the desk's states in which a person looks at what is sent. */
const personLooks = ({ desk, phase, unkept }: Snapshot): boolean =>
  phase === 'ready' && !unkept && ['waiting', 'claimed', 'answered'].includes(desk.state);

/**
 * The ways to send a picture or the header row of a CSV: a button beside the field with a menu, pasting, and
 * dropping. What is done with the file comes with a bundle of its own.
 */
export class Attaching {
  readonly #ports: AttachPorts;
  readonly #composer: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #menu: HTMLElement;
  readonly #remark = h('p', { class: 'remark-attach', role: 'status', hidden: '' });
  #opening = false;

  constructor(client: AttachingClient, composer: HTMLElement) {
    this.#ports = portsOf(client);
    this.#composer = composer;
    this.#button = button(icon(CLIP), () => this.#show(this.#menu.hasAttribute('hidden')), {
      class: 'attach',
      'aria-label': words.open,
      'aria-expanded': 'false',
      'aria-controls': 'attach-menu',
      hidden: '',
    });
    this.#menu = h(
      'div',
      { id: 'attach-menu', class: 'menu', hidden: '' },
      this.#entry(words.attachPicture, 'image/png,image/jpeg,image/webp'),
      this.#entry(words.attachCsv, '.csv,.tsv,text/csv'),
    );
    this.#menu.addEventListener('keydown', (event) => this.#pressed(event));
    composer.querySelector('.field')?.prepend(this.#button);
    composer.prepend(this.#remark, this.#menu);
    composer.addEventListener('focusout', ({ relatedTarget }) => {
      const stays = relatedTarget instanceof Node && this.#owns(relatedTarget);
      if (relatedTarget && !stays) this.#show(false);
    });
    // Safari gives no focus to a button that is pressed, and so takes none from it either.
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.#owns(target)) this.#show(false);
    });
    document.addEventListener('paste', (event) => this.#pasted(event));
    document.addEventListener('dragover', (event) => this.#dragged(event));
    document.addEventListener('dragleave', ({ relatedTarget }) => {
      if (!relatedTarget) this.#markDrop(false);
    });
    document.addEventListener('drop', (event) => this.#dropped(event));
  }

  draw(snapshot: Snapshot): void {
    const shown = personLooks(snapshot);
    // The focus must not fall to nowhere with the button that goes.
    if (!shown && this.#owns(document.activeElement)) this.#composer.querySelector('textarea')?.focus();
    if (!shown) this.#show(false);
    this.#button.hidden = !shown;
  }

  #owns(node: Node | null): boolean {
    return this.#menu.contains(node) || this.#button.contains(node);
  }

  /** A button that lets a file be chosen. */
  #entry(label: string, accept: string): HTMLElement {
    const input = h('input', { type: 'file', accept, hidden: '', tabindex: '-1' });
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      // Emptied, so that the same file can be chosen once more.
      if (file) void this.#open(file).finally(() => (input.value = ''));
    });
    const choose = button(label, () => {
      this.#show(false);
      this.#button.focus();
      input.click();
    });
    return h('div', {}, choose, input);
  }

  #show(open: boolean): void {
    this.#menu.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
    if (open) this.#menu.querySelector('button')?.focus();
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // It closes the menu, not the window.
    event.stopPropagation();
    this.#show(false);
    this.#button.focus();
  }

  #pasted(event: ClipboardEvent): void {
    const [file] = event.clipboardData?.files ?? [];
    // Cells of a spreadsheet come as text and as a picture of it: the text is meant.
    if (!file || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    void this.#open(file);
  }

  #dragged(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#markDrop(true);
  }

  #dropped(event: DragEvent): void {
    this.#markDrop(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void this.#open(file);
  }

  #markDrop(on: boolean): void {
    if (on === document.body.classList.contains('dropping')) return;
    document.body.classList.toggle('dropping', on);
    document.querySelector('.drop-hint')?.remove();
    if (on) document.body.append(h('p', { class: 'drop-hint' }, words.dropHere));
  }

  /** One at a time: a second dialog over the first would hide what is being prepared. */
  async #open(file: File): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    this.#say('');
    try {
      const { attachFile } = await loadAttach();
      await attachFile(file, this.#ports);
    } catch {
      this.#say(words.notOpened);
    } finally {
      this.#opening = false;
    }
  }

  #say(text: string): void {
    this.#remark.hidden = text === '';
    this.#remark.textContent = text;
  }
}
