export type FileKind = 'picture' | 'csv' | 'spreadsheet' | 'other';

/** By what a CSV is called; what is in it has no sign of its own. Windows has .csv down as Excel's. */
const isCsv = ({ name, type }: File): boolean =>
  /\.(csv|tsv|txt)$/i.test(name) || type === 'text/csv' || type === 'text/plain';

/** The first bytes of a ZIP, as .xlsx is one, and of an old .xls. */
const packed = [
  [0x50, 0x4b],
  [0xd0, 0xcf],
];

/** What to do with a file. Pictures of every kind that the browser can draw are let in: it draws them anew. */
export const fileKind = async (file: File): Promise<FileKind> => {
  if (file.type.startsWith('image/')) return 'picture';
  const begin = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (packed.some((bytes) => bytes.every((byte, index) => begin[index] === byte))) {
    return isCsv(file) || /\.xlsx?$/i.test(file.name) ? 'spreadsheet' : 'other';
  }
  return isCsv(file) ? 'csv' : 'other';
};
