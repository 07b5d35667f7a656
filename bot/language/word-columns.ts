/** Numbers of one word in a table of words. Left and right are those of `connections.ts`, costs ipadic's. */
export const WORD = 4;
export const LEFT = 0;
export const RIGHT = 1;
export const COST = 2;
/** Place in `partsOfSpeech`; only words of the dictionary have it. */
export const PART_OF_SPEECH = 3;
