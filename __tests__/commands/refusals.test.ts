import { runCommand, type Ended } from './run.ts';

const refusals: [string, string[], RegExp][] = [
  ['ask', [], /^no question; usage: npm run ask -- /],
  ['ask', ['--jsno'], /^Unknown option '--jsno'; usage: npm run ask/],
  ['ask', ['--json', '--now', 'tomorrow'], /^--now: "tomorrow" is not .* write it in ISO 8601/],
  ['retrieve', [], /^--faqs or --queries is missing; usage: npm run --silent retrieve/],
  ['retrieve', ['--faq', 'f.jsonl'], /^Unknown option '--faq'; usage: npm run --silent retrieve/],
  ['office', ['today'], /^Unexpected argument 'today'.* usage: npm run --silent office/],
  ['mask', ['--json'], /^Unknown option '--json'; usage: npm run --silent mask/],
  ['check', ['--fix'], /^Unknown option '--fix'; usage: npm run check/],
  ['approve', ['--al'], /^コマンドを読み取れませんでした。/],
  ['forget', [], /^--customer needs 1 to 200 characters; usage: npm run forget -- --customer SUB/],
  ['export', ['--customer', ''], /^--customer needs 1 to 200 characters; usage: npm run --silent export/],
  ['agent', ['fetch'], /^command needs to be add, change, list.*\nusage: /],
  ['token', ['fetch'], /^the command needs to be create, list or revoke\nusage: npm run token/],
  ['audit', ['fetch'], /^the command needs to be verify or list\nusage: npm run audit/],
];

describe('a command that is called wrongly says why and how to call it, without a stack, and ends with 1', () => {
  const ended: Ended[] = [];

  beforeAll(async () => {
    // Two at a time, as there are two cores.
    const half = refusals.length / 2;
    for (const [at] of refusals.slice(0, half).entries()) {
      const pair = [at, at + half].map(async (index) => {
        const [script = '', args = []] = refusals[index] ?? [];
        ended[index] = await runCommand(script, args);
      });
      await Promise.all(pair);
    }
  });

  test.each(refusals.map(([script, args, message], at) => ({ script, args, message, at })))(
    '$script $args',
    ({ message, at }) => {
      expect(ended[at]).toMatchObject({ code: 1, out: '' });
      expect(ended[at]?.err).toMatch(message);
      expect(ended[at]?.err).not.toMatch(/\n\s+at |node:internal/);
    },
  );
});
