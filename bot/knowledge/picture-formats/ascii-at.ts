/** Bytes as characters, one each. @throws RangeError beyond the end */
export const asciiAt = (view: DataView, at: number, length: number): string =>
  Array.from({ length }, (_, index) => String.fromCharCode(view.getUint8(at + index))).join('');
