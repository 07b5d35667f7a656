import type { Token } from '../domain/understanding.ts';

/** Particles that people leave out when they type: お金ない, 子ども生まれた. Never も and だけ, which say something. */
const LINKS: ReadonlySet<string> = new Set(['が', 'を', 'は', 'に', 'の', 'で', 'へ']);

/** Whether a token only links two words. */
export const isLink = ({ surface, pos }: Token): boolean => pos === '助詞' && LINKS.has(surface);

/** The tokens as one text, without particles after the first. */
export const withoutLinks = (tokens: readonly Token[]): string =>
  tokens
    .filter((token, place) => place === 0 || !isLink(token))
    .map(({ surface }) => surface)
    .join('');
