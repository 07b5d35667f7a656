import { button, h } from '../view/h.ts';
import { labels } from './labels.ts';
import { inMiddle, Marks } from './marks.ts';
import { drawFile, withMarks } from './picture-file.ts';
import { Stage } from './stage.ts';
import type { ToolDialog } from './tool-dialog.ts';

const { picture: words, problem } = labels;

/** Shows a picture, lets parts of it be blacked out, and sends it. */
export class PictureTool {
  readonly #dialog: ToolDialog;
  readonly #marks = new Marks();
  readonly #said = h('p', { class: 'said', role: 'status' });
  readonly #undo = button(words.undo, () => this.#undoLast(), { class: 'ask' });
  readonly #add = button(words.add, () => this.#stage?.add(inMiddle), { class: 'ask' });
  readonly #remove = button(words.remove, () => this.#stage?.removeSelected(), { class: 'ask' });
  readonly #larger = button(words.larger, () => this.#stage?.zoom(1), { class: 'ask' });
  readonly #smaller = button(words.smaller, () => this.#stage?.zoom(-1), { class: 'ask' });
  #stage: Stage | null = null;

  constructor(dialog: ToolDialog) {
    this.#dialog = dialog;
  }

  async open(file: File): Promise<void> {
    this.#dialog.show([h('p', { role: 'status' }, words.loading)]);
    const canvas = await drawFile(file).catch(() => null);
    if (!canvas) return this.#dialog.refuse(problem.pictureUnreadable);
    const stage = new Stage(canvas, this.#marks, {
      changed: () => this.#changed(),
      say: (text) => this.#say(text),
    });
    this.#stage = stage;
    this.#dialog.show(
      [
        h('p', {}, words.hint),
        h('div', { class: 'tools' }, this.#add, this.#undo, this.#remove, this.#larger, this.#smaller),
        stage.place,
        this.#said,
      ],
      'picture-tool',
    );
    this.#dialog.element.addEventListener('keydown', (event) => {
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#undoLast();
    });
    this.#changed();
    const photograph = file.type === 'image/jpeg';
    this.#dialog.offer(words.send, () => withMarks(canvas, this.#marks.all, photograph));
  }

  #changed(): void {
    // Not `disabled`: a button that the focus is on must not lose it.
    this.#undo.setAttribute('aria-disabled', String(!this.#marks.canUndo));
    this.#remove.setAttribute('aria-disabled', String(this.#stage?.selected === null));
    this.#larger.setAttribute('aria-disabled', String(!this.#stage?.canZoom.in));
    this.#smaller.setAttribute('aria-disabled', String(!this.#stage?.canZoom.out));
    // The mark that had the focus has gone.
    if (document.activeElement === document.body) this.#add.focus();
  }

  #undoLast(): void {
    if (!this.#marks.canUndo) return;
    this.#marks.undo();
    this.#stage?.draw(null);
    this.#say(words.undone);
  }

  #say(text: string): void {
    this.#said.textContent = text;
  }
}
