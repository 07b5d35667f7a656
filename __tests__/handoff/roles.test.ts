import type { AgentRole } from '../../bot/domain/agent.ts';
import { AppError } from '../../bot/errors.ts';
import type { ActingAgent } from '../../bot/handoff/audited.ts';
import { DeskScene, sato, suzuki } from '../conversation/desk-scene.ts';

let scene: DeskScene;
beforeEach(async () => {
  scene = await DeskScene.open();
});

type Holder = 'nobody' | 'oneself' | 'another';
type Act = 'claim' | 'answer' | 'note' | 'redact' | 'release' | 'transfer' | 'close';

const of = (role: AgentRole): ActingAgent => ({ id: 'tester', name: '試験', role });

/** A conversation that waits, or that the tester or sato holds, with a message of the customer in it. */
const heldBy = async (holder: Holder): Promise<string> => {
  const id = await scene.queue();
  if (holder === 'oneself') await scene.desk.claim(id, of('admin'));
  if (holder === 'another') await scene.desk.claim(id, sato);
  return id;
};

const seqOfMessage = async (id: string): Promise<number> =>
  (await scene.load(id)).events.find(({ type }) => type === 'customer-message')?.seq ?? 0;

const perform = async (act: Act, id: string, agent: ActingAgent): Promise<unknown> => {
  const { desk } = scene;
  if (act === 'answer')
    return desk.answer(id, agent, { clientMessageId: 'answer-of-a-role', text: 'お調べします', seenSeq: 99 });
  if (act === 'note') return desk.note(id, agent, '申し送り');
  if (act === 'redact')
    return scene.redactions.redact(id, agent, { seq: await seqOfMessage(id), rule: 'inappropriate' });
  if (act === 'transfer') return desk.transfer(id, agent, { agent: suzuki, note: null });
  return desk[act](id, agent);
};

/** `done`, or the refusal's code. */
const outcome = async (act: Act, holder: Holder, role: AgentRole): Promise<string> => {
  const id = await heldBy(holder);
  return perform(act, id, of(role)).then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
};

const no = 'role-not-allowed';

/** Act, whose conversation it is, and what comes of it for agent, lead, editor, admin. */
const table: [Act, Holder, string, string, string, string][] = [
  ['claim', 'nobody', 'done', 'done', no, 'done'],
  ['claim', 'another', 'already-claimed', 'already-claimed', no, 'already-claimed'],
  ['answer', 'nobody', 'not-claimed', 'not-claimed', no, 'not-claimed'],
  ['answer', 'oneself', 'done', 'done', no, 'done'],
  ['answer', 'another', 'already-claimed', 'already-claimed', no, 'already-claimed'],
  ['note', 'another', 'done', 'done', no, 'done'],
  ['redact', 'another', 'done', 'done', no, 'done'],
  ['release', 'nobody', 'not-claimed', 'not-claimed', no, 'not-claimed'],
  ['release', 'oneself', 'done', 'done', no, 'done'],
  ['release', 'another', no, 'done', no, 'done'],
  ['transfer', 'nobody', 'not-claimed', 'not-claimed', no, 'not-claimed'],
  ['transfer', 'oneself', 'done', 'done', no, 'done'],
  ['transfer', 'another', no, 'done', no, 'done'],
  ['close', 'nobody', 'done', 'done', no, 'done'],
  ['close', 'oneself', 'done', 'done', no, 'done'],
  ['close', 'another', no, 'done', no, 'done'],
];

test.each(table)(
  '%s where %s holds the conversation: agent %s, lead %s, editor %s, admin %s',
  async (act, holder, ...expected) => {
    const roles: AgentRole[] = ['agent', 'lead', 'editor', 'admin'];
    const outcomes: string[] = [];
    for (const role of roles) outcomes.push(await outcome(act, holder, role));
    expect(outcomes).toEqual(expected);
  },
);

test('an agent who may not is told who holds it, and nothing has changed', async () => {
  const id = await heldBy('another');
  const before = await scene.load(id);
  await expect(scene.desk.close(id, suzuki)).rejects.toMatchObject({
    status: 403,
    code: no,
    details: { owner: { id: 'sato', name: '佐藤' }, allowedRoles: ['lead', 'admin'] },
  });
  expect(await scene.load(id)).toEqual(before);
});

test('a lead takes a conversation over, and then answers in it', async () => {
  const id = await heldBy('another');
  const lead = of('lead');
  await scene.desk.transfer(id, lead, { agent: lead, note: null });
  expect((await scene.load(id)).desk).toMatchObject({ agentId: 'tester', agentName: '試験' });
  await expect(perform('answer', id, lead)).resolves.toBeDefined();
});

test('nobody is handed a conversation who has it already, or whose role is not for the desk', async () => {
  const id = await heldBy('another');
  const to = (agent: ActingAgent) => scene.desk.transfer(id, of('lead'), { agent, note: null });
  await expect(to(sato)).rejects.toMatchObject({ status: 422, code: 'transfer-to-holder' });
  const editor = { id: 'editor', name: '編集', role: 'editor' } as const;
  await expect(to(editor)).rejects.toMatchObject({ status: 422, code: 'receiver-not-at-desk' });
});
