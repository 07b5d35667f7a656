/**
 * What nobody needs before the first letter is typed or the first thing was said: a bundle of its
 * own (`later.js`, an ES module), so that the window is there sooner.
 *
 * The one exception to "browser programs import only types": masking is pure and knows no Node, and
 * a second copy of its rules would drift from the server's.
 */
export { mask } from '../../../policy/personal-data/mask.ts';
export { toItems } from '../items.ts';
export { drawItem } from '../view/item.ts';
export { StandIns } from './stand-ins.ts';
export { Attaching } from './attaching.ts';
export { Suggestions } from './suggestions.ts';
export { willMask } from './labels.ts';
export { Typing } from './typing.ts';
export { transcriptText } from './transcript-text.ts';
