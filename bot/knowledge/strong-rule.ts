import type { RuleInline } from 'markdown-it/lib/parser_inline.mjs';

/**
 * `**words**`, wherever it stands. CommonMark's own rule wants a space or punctuation around some
 * closing marks, which Japanese does not write: it leaves the asterisks of `**「保存」**を押します` in the text.
 */
export const strongRule: RuleInline = (state, silent) => {
  if (!state.src.startsWith('**', state.pos)) return false;
  const start = state.pos + 2;
  const end = state.src.indexOf('**', start);
  if (end <= start || end + 2 > state.posMax) return false;
  const content = state.src.slice(start, end);
  if (content !== content.trim()) return false;
  if (!silent) {
    const outerEnd = state.posMax;
    state.push('strong_open', 'strong', 1);
    state.pos = start;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.push('strong_close', 'strong', -1);
    state.posMax = outerEnd;
  }
  state.pos = end + 2;
  return true;
};
