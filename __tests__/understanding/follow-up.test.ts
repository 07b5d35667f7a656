import type { Brain } from '../../bot/conversation/brain.ts';
import { LiveBrain } from '../../bot/conversation/live-brain.ts';

let brain: Brain;

beforeAll(async () => {
  brain = (await LiveBrain.open({ knowledge: 'knowledge', intents: 'intents' })).current();
});

const bestAfter = (previousArticleId: string | null, question: string): string | undefined =>
  brain.understand(question, previousArticleId).articles[0]?.id;

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
    const { articles } = brain.understand(said, 'payslip-publish');
    expect(articles[0]?.confidence ?? 0).toBeLessThan(0.15);
  });

  it('is not heard in thanks', () => {
    const { articles } = brain.understand('ありがとう', 'payslip-publish');
    expect(articles[0]?.confidence ?? 0).toBeLessThan(0.1);
  });
});
