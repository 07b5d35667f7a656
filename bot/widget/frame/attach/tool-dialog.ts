import type { Block } from '../../../domain/blocks.ts';
import { keepFocusInside } from '../later/keep-focus-inside.ts';
import { blocks } from '../../../browser/blocks.ts';
import { button, drawings, h, icon } from '../view/h.ts';
import { labels } from './labels.ts';
import type { AttachPorts, Room, Sending } from './ports.ts';
import { isNotNow, problemText } from './problem-text.ts';
import { adoptToolStyle } from './style.ts';

/** Why nothing can be sent; null when it can, or when that cannot be had. */
const askRefusal = async (ports: AttachPorts): Promise<Room['refusal']> => {
  try {
    return (await ports.room()).refusal;
  } catch {
    return null;
  }
};

/**
 * A dialog in which something is looked at before it is sent. What was prepared stays until the server has
 * it or the customer gives it up; a retry goes out under the same id, so that it can never arrive twice.
 */
export class ToolDialog {
  readonly element: HTMLDialogElement;
  readonly #body = h('div', { class: 'body' });
  readonly #failure = h('div', { class: 'failure', role: 'alert', hidden: '' });
  readonly #going = h(
    'div',
    { class: 'going', role: 'status', hidden: '' },
    h('span', {}, labels.sending),
    h('progress', { 'aria-label': labels.sending }),
  );
  readonly #buttons = h('div', { class: 'buttons' });
  readonly #ports: AttachPorts;
  readonly #closed: Promise<void>;
  #isClosed: () => void = () => {};
  #sending: AbortController | null = null;

  constructor(heading: string, ports: AttachPorts) {
    adoptToolStyle();
    this.#ports = ports;
    const title = h('h2', { id: 'tool-title', tabindex: '-1' }, heading);
    const close = button(icon(drawings.close), () => this.close(), {
      class: 'round',
      'aria-label': labels.close,
    });
    const footer = h('footer', {}, this.#failure, this.#going, this.#buttons);
    this.element = h(
      'dialog',
      { class: 'tool short', 'aria-labelledby': 'tool-title' },
      h('header', {}, title, close),
      this.#body,
      footer,
    );
    this.#closed = new Promise((resolve) => (this.#isClosed = resolve));
    // Escape closes it by itself, and says so only in a task of its own: the next file must not come in between.
    for (const event of ['cancel', 'close']) this.element.addEventListener(event, () => this.close());
    keepFocusInside(this.element);
    document.body.append(this.element);
    this.element.showModal();
    // To begin with what it is, and not with the button that closes it.
    title.focus();
  }

  /** Resolves when it is closed; what is being sent then is given up. */
  closed(): Promise<void> {
    return this.#closed;
  }

  close(): void {
    this.#sending?.abort();
    this.element.close();
    this.element.remove();
    this.#isClosed();
  }

  /** Shows what is looked at. What has a class of its own gets all the room there is. */
  show(content: readonly Node[], className = ''): void {
    this.element.className = className === '' ? 'tool short' : `tool ${className}`;
    this.#body.replaceChildren(...content);
  }

  /** Nothing can be sent: says why, and leaves nothing but to close. */
  refuse(reason: string | readonly Block[]): void {
    this.show(typeof reason === 'string' ? [h('p', {}, reason)] : blocks(reason));
    this.#buttons.replaceChildren(this.#button(labels.close, () => this.close()));
  }

  /** Offers to send what `prepare` makes. */
  offer(label: string, prepare: () => Promise<Blob | string>): void {
    const id = this.#ports.newId();
    const send = this.#button(
      label,
      () => void this.#send(send, async () => ({ id, body: await prepare() })),
      true,
    );
    this.#buttons.replaceChildren(
      this.#button(labels.cancel, () => this.close()),
      send,
    );
  }

  async #send(send: HTMLButtonElement, prepare: () => Promise<Sending>): Promise<void> {
    if (this.#sending) return;
    this.#sending = new AbortController();
    this.#busy(send, true);
    try {
      await this.#ports.send(await prepare(), this.#sending.signal);
      this.close();
    } catch (error) {
      this.#sending = null;
      this.#busy(send, false);
      send.textContent = labels.again;
      await this.#fail(error);
    }
  }

  #busy(send: HTMLButtonElement, busy: boolean): void {
    this.#going.hidden = !busy;
    this.#failure.hidden = true;
    this.#body.inert = busy;
    send.setAttribute('aria-disabled', String(busy));
  }

  async #fail(error: unknown): Promise<void> {
    const refusal = isNotNow(error) ? await askRefusal(this.#ports) : null;
    if (refusal) this.#failure.replaceChildren(...blocks(refusal.blocks));
    else this.#failure.textContent = problemText(error);
    this.#failure.hidden = false;
  }

  #button(label: string, act: () => void, primary = false): HTMLButtonElement {
    return button(label, act, { class: primary ? 'ask primary' : 'ask' });
  }
}
