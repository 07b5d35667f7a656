import { mask } from '../../bot/policy/personal-data/mask.ts';
import { ordinarySentences } from './ordinary-sentences.ts';

describe('what is nobody’s personal data survives', () => {
  it('has at least 150 sentences to say so', () => {
    expect(new Set(ordinarySentences).size).toBeGreaterThanOrEqual(150);
  });

  it.each(ordinarySentences)('%s', (sentence) => {
    expect(mask(sentence)).toEqual({ text: sentence, found: [] });
  });
});
