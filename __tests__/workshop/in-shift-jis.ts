import { throughShiftJis } from '../../bot/workshop/shift-jis.ts';

/** As a spreadsheet in Japan saves it; what it cannot write is lost. */
export const inShiftJis = (text: string): Uint8Array => {
  const decoder = new TextDecoder('shift_jis');
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfc; lead += 1)
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (!codes.has(character)) codes.set(character, [lead, trail]);
    }
  const kept = throughShiftJis(text.replace('\ufeff', ''));
  return Uint8Array.from([...kept].flatMap((each) => codes.get(each) ?? [each.charCodeAt(0)]));
};
