import type { TopicHit } from '../../bot/domain/understanding.ts';
import { settle } from '../../bot/understanding/settle.ts';

const topic = (isByRule: boolean, confidence: number): TopicHit => ({
  topic: 'law',
  rule: '',
  evidence: [],
  isByRule,
  confidence,
});

describe('a refused topic and an article that fits', () => {
  it('is refused whatever the article, where a rule of the topic fired', () => {
    expect(settle([topic(true, 0.9)], { articles: [{ confidence: 0.999 }], intents: [] })).toHaveLength(1);
  });

  it('is refused where it is clearly like the topic’s examples', () => {
    expect(settle([topic(false, 0.9)], { articles: [{ confidence: 0.999 }], intents: [] })).toHaveLength(1);
  });

  it('is answered where it is hardly like them and the article is nearly certain', () => {
    expect(settle([topic(false, 0.5)], { articles: [{ confidence: 0.99 }], intents: [] })).toEqual([]);
  });

  it.each([[[]], [[{ confidence: 0.8 }]]])('is refused while no article is nearly certain', (articles) => {
    expect(settle([topic(false, 0.5)], { articles, intents: [] })).toHaveLength(1);
  });
});

describe('a refused topic and talk', () => {
  it('is refused however sure the talk, where a rule of the topic fired', () => {
    expect(
      settle([topic(true, 0.9)], { articles: [], intents: [{ wordingId: 'talk-thanks', confidence: 0.96 }] }),
    ).toHaveLength(1);
  });

  it('is not refused where it is hardly like the examples and the message surely is talk', () => {
    expect(
      settle([topic(false, 0.5)], { articles: [], intents: [{ wordingId: 'talk-thanks', confidence: 0.9 }] }),
    ).toEqual([]);
  });

  it('is refused beside a person who is asked for in passing', () => {
    expect(
      settle([topic(false, 0.5)], { articles: [], intents: [{ wordingId: null, confidence: 0.9 }] }),
    ).toHaveLength(1);
  });
});
