/** Puts the focus on a line of a field (from 0), selected, with some lines above it in sight. */
export const selectLine = (field: HTMLTextAreaElement, line: number): void => {
  const lines = field.value.split('\n');
  const before = lines.slice(0, line);
  const start = before.reduce((sum, each) => sum + each.length + 1, 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line]?.length ?? 0));
  const height = field.scrollHeight / Math.max(lines.length, 1);
  field.scrollTop = Math.max(0, (line - 2) * height);
};
