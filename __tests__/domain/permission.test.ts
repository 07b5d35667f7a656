import { agentRoleSchema } from '../../bot/domain/agent.ts';
import { actsOf, deskActSchema, may, requireMay, type DeskAct } from '../../bot/domain/permission.ts';

/** Who may do what, as it was decided: agent, lead, editor, admin. */
const decided: [DeskAct, boolean, boolean, boolean, boolean][] = [
  ['read', true, true, false, true],
  ['claim', true, true, false, true],
  ['answer', true, true, false, true],
  ['note', true, true, false, true],
  ['redact', true, true, false, true],
  ['release', true, true, false, true],
  ['transfer', true, true, false, true],
  ['close', true, true, false, true],
  ['release-others', false, true, false, true],
  ['transfer-others', false, true, false, true],
  ['close-others', false, true, false, true],
  ['read-desk-audit', false, true, false, true],
  ['read-account-audit', false, false, false, true],
];

test.each(decided)('%s: agent %s, lead %s, editor %s, admin %s', (act, ...expected) => {
  expect(agentRoleSchema.options.map((role) => may(role, act))).toEqual(expected);
});

test('every act has been decided', () => {
  expect(decided.map(([act]) => act)).toEqual(deskActSchema.options);
});

test('an editor may do nothing at the desk, an administrator everything', () => {
  expect(actsOf('editor')).toEqual([]);
  expect(actsOf('admin')).toEqual(deskActSchema.options);
});

test('a refusal says who may: the roles, and the holder by name where there is one', () => {
  const holder = { id: 'suzuki', name: '鈴木' };
  expect(() => requireMay({ role: 'lead', holder }, 'close-others')).not.toThrow();
  expect(() => requireMay({ role: 'agent', holder }, 'close-others')).toThrow(
    expect.objectContaining({
      code: 'role-not-allowed',
      status: 403,
      message: expect.stringMatching(
        /^close-others is for 鈴木 or the role lead or the role admin; .* agent/,
      ),
      details: { act: 'close-others', role: 'agent', allowedRoles: ['lead', 'admin'], owner: holder },
    }),
  );
  expect(() => requireMay({ role: 'editor' }, 'read')).toThrow(
    expect.objectContaining({
      details: { act: 'read', role: 'editor', allowedRoles: ['agent', 'lead', 'admin'] },
    }),
  );
});
