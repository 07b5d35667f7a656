/**
 * What nobody needs before the first letter is typed or the first thing was said: a bundle of its
 * own (`later.js`, an ES module), so that the window is there sooner.
 *
 * The one exception to "browser programs import only types": masking is pure and knows no Node, and
 * a second copy of its rules would drift from the server's.
 */
import { keepShell } from './keep-shell.ts';

export { mask } from '../../../policy/personal-data/mask.ts';
export { Talk } from './talk.ts';
export { TypingAid } from './typing-aid.ts';
export { chime } from './chime.ts';
export { asksToStartOver } from './ask-back.ts';

// Not a moment sooner: until the first message can be typed each request counts.
keepShell();
