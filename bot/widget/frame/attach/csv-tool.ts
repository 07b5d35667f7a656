import { h } from '../view/h.ts';
import { csvRow, decodeCsv, headerColumns } from './csv-text.ts';
import { labels } from './labels.ts';
import type { AttachPorts } from './ports.ts';
import type { ToolDialog } from './tool-dialog.ts';

/** Of a file, only so much is read at all (bytes): a header row of 500 long names has 100 KB. */
const READ_BYTES = 256 * 1024;

const { csv: words, problem } = labels;

/**
 * Shows the header row of a CSV and sends it, and nothing else of the file (N3): the rest is never read, or
 * dropped as soon as the encoding is known.
 */
export class CsvTool {
  readonly #dialog: ToolDialog;
  readonly #ports: AttachPorts;

  constructor(dialog: ToolDialog, ports: AttachPorts) {
    this.#dialog = dialog;
    this.#ports = ports;
  }

  async open(file: File): Promise<void> {
    this.#dialog.show([h('p', { role: 'status' }, words.loading)]);
    const columns = await this.#read(file).catch(() => null);
    if (columns === null) return this.#dialog.refuse(problem.csvUnreadable);
    if (columns.every((name) => name === '')) return this.#dialog.refuse(problem.csvEmpty);
    this.#show(columns);
  }

  async #read(file: File): Promise<string[] | null> {
    const text = decodeCsv(new Uint8Array(await file.slice(0, READ_BYTES).arrayBuffer()));
    return text === null ? null : headerColumns(text, file.size <= READ_BYTES);
  }

  #show(columns: readonly string[]): void {
    const screened = columns.map((name) => this.#ports.mask(name));
    const names = screened.map(({ text }) => text);
    const masked = screened.some(({ found }) => found.length > 0);
    const items = names.map((name) =>
      name === '' ? h('li', { class: 'none' }, words.noName) : h('li', {}, name),
    );
    this.#dialog.show([
      h('p', {}, words.promise),
      h('p', { class: 'notice' }, words.check),
      ...(masked ? [h('p', { class: 'warning' }, words.masked)] : []),
      h('p', { id: 'csv-columns' }, words.columns(names.length)),
      h('ol', { class: 'column-list', 'aria-labelledby': 'csv-columns' }, ...items),
    ]);
    const row = csvRow(names);
    this.#dialog.offer(words.send, async () => row);
  }
}
