/** The picture among what is pasted; null where there is none, or where its text is meant (a table of a spreadsheet). */
export const pictureIn = (pasted: DataTransfer | null): File | null => {
  if (!pasted || pasted.types.includes('text/plain')) return null;
  return Array.from(pasted.files).find(({ type }) => type.startsWith('image/')) ?? null;
};
