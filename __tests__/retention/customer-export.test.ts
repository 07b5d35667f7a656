import { customerExportSchema, exportCustomer } from '../../bot/retention/customer-export.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { idOf, newConversation } from '../store/synthetic.ts';
import { fullConversation, HeldAttachments, words } from './held.ts';

const at = new Date('2026-11-25T00:00:00.000Z');

const exportOf = async (customer: string) => {
  const { conversations: store } = memoryStores(() => {});
  const attachments = new HeldAttachments();
  await store.create({ ...fullConversation('late', 'u1'), openedAt: '2026-11-24T05:00:00.000Z' });
  await store.create(fullConversation('early', 'u1'));
  await store.create(fullConversation('other', 'u2'));
  await store.create(newConversation('anonymous'));
  attachments.add(idOf('early'), { name: 'ヘッダー.csv', columns: ['社員番号'] });
  attachments.add(idOf('other'), 'of somebody else');
  return exportCustomer({ store, remains: [attachments] }, { customer, at });
};

describe('an export of what is held on a person', () => {
  it('has all of it in the documented shape, the oldest conversation first, and nothing of others', async () => {
    const exported = await exportOf('u1');
    expect(customerExportSchema.parse(JSON.parse(JSON.stringify(exported)))).toEqual(exported);
    expect(exported).toMatchObject({ format: 'madoguchi-customer-export', version: 1, customer: 'u1' });
    expect(exported.conversations.map(({ id }) => id)).toEqual([idOf('early'), idOf('late')]);
    const text = JSON.stringify(exported.conversations[0]);
    for (const held of [
      words,
      '試験 花子',
      '株式会社テスト',
      'お待たせしました',
      'よかった',
      '折り返しの約束',
      'A-17',
    ])
      expect(text).toContain(held);
    expect(exported.conversations[0]?.events.map(({ type }) => type)).toEqual([
      'customer-message',
      'status',
      'agent-message',
      'feedback',
      'survey-asked',
      'survey',
      'redacted',
    ]);
    expect(JSON.stringify(exported)).not.toContain(idOf('other'));
  });

  it('has what hangs on each conversation, by its kind', async () => {
    const { conversations } = await exportOf('u1');
    expect(conversations.map(({ remains }) => remains)).toEqual([
      { attachments: [{ name: 'ヘッダー.csv', columns: ['社員番号'] }] },
      { attachments: [] },
    ]);
  });

  it('has no hash of a token, no log-in name of an agent and no id of a client', async () => {
    const text = JSON.stringify(await exportOf('u1'));
    expect(text).not.toMatch(
      /tokenHash|f{64}|login-of-sato|agentId|clientMessageId|of-the-agent|repliesUpTo/,
    );
    expect(text).toContain('佐藤');
  });

  it('of whom nothing is held is empty', async () => {
    expect(await exportOf('nobody')).toEqual({
      format: 'madoguchi-customer-export',
      version: 1,
      customer: 'nobody',
      exportedAt: at.toISOString(),
      conversations: [],
      unreadable: [],
    });
  });
});
