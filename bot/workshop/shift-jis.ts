/** What Windows writes for characters that Shift_JIS has only in another form (Microsoft's bestfit932). */
const bestFits: ReadonlyMap<string, string> = new Map([
  ['¥', '\\'],
  ['‾', '~'],
  ['〜', '～'],
  ['−', '－'],
  ['—', '―'],
  ['‖', '∥'],
  ['¢', '￠'],
  ['£', '￡'],
  ['¬', '￢'],
]);

/** Every character that Shift_JIS can write: what each of its codes means. */
const writable = (): ReadonlySet<string> => {
  const decoder = new TextDecoder('shift_jis');
  const codes = [Uint8Array.from({ length: 0x80 }, (_, code) => code)];
  for (let lead = 0x81; lead <= 0xfc; lead += 1)
    for (let trail = 0x40; trail <= 0xfc; trail += 1) codes.push(Uint8Array.of(lead, trail));
  for (let kana = 0xa1; kana <= 0xdf; kana += 1) codes.push(Uint8Array.of(kana));
  return new Set(codes.flatMap((code) => [...decoder.decode(code)]));
};

let known: ReadonlySet<string> | null = null;

/**
 * What comes back of a text that a spreadsheet saved in Shift_JIS: some characters in another form, `?` for those
 * that it cannot write.
 */
export const throughShiftJis = (text: string): string => {
  known ??= writable();
  const can = known;
  return Array.from(text, (character) => {
    const written = bestFits.get(character) ?? character;
    return can.has(written) ? written : '?';
  }).join('');
};
