import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { buildEngine } from '../../bot/understanding/engine.ts';
import type { Engine } from '../../bot/understanding/engine.ts';
import { understand } from '../../bot/understanding/understand.ts';
import { loadResources } from '../../scripts/retrieval/own-knowledge.ts';

let engine: Engine;

beforeAll(async () => {
  const { knowledge } = await openKnowledge({ knowledge: 'knowledge', intents: 'intents' });
  engine = await buildEngine({ resources: await loadResources(), knowledge }, () => Promise.resolve());
});

const bestAfter = (previousArticleId: string | null, question: string): string | undefined =>
  understand(engine, question, { previousArticleId }).articles[0]?.id;

describe('a follow-up to the product’s own articles', () => {
  it.each([
    ['payslip-publish', 'それはどこで？', 'payslip-publish'],
    ['invite-employee', 'もう一度送るには？', 'invite-resend'],
    ['invite-employee', '届かないと言われたら？', 'invite-mail-missing'],
    ['invite-employee', '期限は？', 'invite-url-expiry'],
    ['login-password-forgotten', '社員番号の場合は？', 'employee-number-password'],
    ['document-send', 'テンプレートは？', 'document-template'],
    ['support-hours', '土日は？', 'support-holidays'],
    ['department', 'では役職は？', 'position'],
    ['invoice', 'それはいつ届きますか', 'invoice'],
  ])('after %s, 「%s」 finds %s', (previous, question, wanted) => {
    expect(bestAfter(previous, question)).toBe(wanted);
  });

  it.each([
    ['payslip-publish', 'シングルサインオンの設定方法', 'single-sign-on'],
    ['invite-employee', '監査ログの見方を教えて', 'audit-log'],
  ])('after %s, 「%s」 is a subject of its own', (previous, question, wanted) => {
    expect(bestAfter(previous, question)).toBe(wanted);
  });

  it.each(['なるほど', 'はあ', 'ぽぽぽぽ', '1234'])('is not heard in 「%s」', (said) => {
    const { articles } = understand(engine, said, { previousArticleId: 'payslip-publish' });
    expect(articles[0]?.confidence ?? 0).toBeLessThan(0.15);
  });

  it('is not heard in thanks', () => {
    const { articles } = understand(engine, 'ありがとう', { previousArticleId: 'payslip-publish' });
    expect(articles[0]?.confidence ?? 0).toBeLessThan(0.1);
  });
});
