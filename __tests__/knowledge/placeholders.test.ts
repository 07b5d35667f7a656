import type { Block } from '../../bot/domain/blocks.ts';
import { fillPlaceholders } from '../../bot/knowledge/placeholders.ts';

describe('placeholders in wordings', () => {
  const blocks: Block[] = [
    {
      type: 'paragraph',
      content: [{ text: '次は' }, { text: '{opensAt}', strong: true }, { text: 'です。' }],
    },
    { type: 'list', items: [[{ text: '{agentName}と{agentName}' }]] },
  ];

  it('are filled wherever they stand, and keep the emphasis around them', () => {
    expect(fillPlaceholders(blocks, { opensAt: '本日13:30', agentName: '佐藤' })).toEqual([
      {
        type: 'paragraph',
        content: [{ text: '次は' }, { text: '本日13:30', strong: true }, { text: 'です。' }],
      },
      { type: 'list', items: [[{ text: '佐藤と佐藤' }]] },
    ]);
  });

  it('take a value as it is, even when it looks like a placeholder or a replacement pattern', () => {
    const filled = fillPlaceholders(blocks, { agentName: '{opensAt}$&$1', opensAt: '' });
    expect(filled[1]).toEqual({ type: 'list', items: [[{ text: '{opensAt}$&$1と{opensAt}$&$1' }]] });
  });

  it('stay as they are written when there is no value, also for names that every object has', () => {
    const odd: Block[] = [{ type: 'notice', content: [{ text: '{constructor} {opensAt}' }] }];
    expect(fillPlaceholders(odd, {})).toEqual(odd);
  });
});
