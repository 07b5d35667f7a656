import { mayHaveArrived, Problem } from '../../bot/browser/problem.ts';
import { problemText } from '../../bot/console/problem-text.ts';

const problem = (status: number, body: unknown = null, retryAfter: number | null = null) =>
  new Problem(status, body, retryAfter);

test.each([
  ['no answer at all', problem(0), 'サーバーに接続できません'],
  [
    'a colleague was faster',
    problem(409, { code: 'already-claimed', owner: { id: 'suzuki', name: '鈴木' } }),
    '鈴木さんが',
  ],
  ['too often', problem(429, null, 30), '30秒ほど待って'],
  ['too often, without a time', problem(429), '少し待って'],
  [
    'what only others may do',
    problem(403, { code: 'role-not-allowed', allowedRoles: ['lead', 'admin'] }),
    'この操作ができるのは、リーダー、管理者です。',
  ],
  [
    'what only others may do with what a colleague has',
    problem(403, {
      code: 'role-not-allowed',
      allowedRoles: ['lead', 'admin'],
      owner: { id: 'suzuki', name: '鈴木' },
    }),
    '鈴木さんが担当しています。この操作ができるのは、鈴木さんと、リーダー、管理者です。',
  ],
  ['another 403', problem(403, { code: 'csrf-token-wrong' }), '権限がありません'],
  ['storage fails', problem(503, { code: 'storage-unavailable' }), '保存できない状態'],
  ['any other fault of the server', problem(500, '<html>'), 'サーバーで問題'],
  ['a refused input', problem(422, { code: 'x' }), '内容を確認'],
  ['a conversation that is gone', problem(404), '見つかりません'],
])('an agent is told in Japanese what to do next: %s', (_name, error, text) => {
  expect(problemText(error)).toContain(text);
});

test('a body that is no problem document gives no code and no owner', () => {
  expect(problem(409, { code: 7, owner: 'x' })).toMatchObject({ code: '', ownerName: null });
  expect(problem(409, [])).toMatchObject({ code: '', ownerName: null });
});

test.each([
  [0, true],
  [503, true],
  [409, false],
  [422, false],
])('after %i the message may have arrived: %s', (status, arrived) => {
  expect(mayHaveArrived(problem(status))).toBe(arrived);
});
