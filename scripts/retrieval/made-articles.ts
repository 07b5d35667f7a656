import type { Article } from '../../bot/domain/knowledge.ts';

/** Any number of articles made from real ones, so that words are as frequent as they are there, each with a number that no other has. */
export const madeArticles = (real: readonly Article[], count: number): Map<string, Article> =>
  new Map(
    Array.from({ length: count }, (_, number) => {
      const [one, other] = [real[number % real.length], real[(number * 7 + 3) % real.length]];
      const id = `made-${number}`;
      const title = `${one?.title ?? ''}（${number}号）`;
      const text = `${other?.text ?? ''} ${number}`;
      const made = {
        id,
        title,
        questions: [],
        phrasings: [],
        tags: one?.tags ?? [],
        text,
        fingerprint: `${id}-1`,
      };
      return [
        id,
        { ...made, group: '', related: [], source: null, verifiedOn: null, blocks: [], version: 1 },
      ];
    }),
  );
