import type { AuditRow } from '../../bot/domain/audit.ts';
import { ConversationReads } from '../../bot/handoff/conversation-reads.ts';
import type { ActingAgent } from '../../bot/handoff/audited.ts';
import { sweep } from '../../bot/handoff/sweep.ts';
import { DeskScene, sato, suzuki } from '../conversation/desk-scene.ts';

const lead: ActingAgent = { id: 'takahashi', name: '高橋', role: 'lead' };
const program: ActingAgent = { ...sato, tokenId: 't-1f0c9a3e' };

let scene: DeskScene;
beforeEach(async () => {
  scene = await DeskScene.open();
});

/** The rows, the oldest first. */
const rows = async (): Promise<AuditRow[]> => {
  const everything = { acts: null, actor: null, subject: null, since: null, before: null, limit: 1_000 };
  return (await scene.stores.audit.search(everything)).rows.toReversed();
};

const told = async (): Promise<[string, string, AuditRow['details']][]> =>
  (await rows()).map(({ actor, act, details }) => [actor, act, details]);

const answer = (id: string, text = 'お調べします') =>
  scene.desk.answer(id, sato, { clientMessageId: `answer-${text}`, text, seenSeq: 99 });

const sweepNow = (failed: (error: unknown) => void): Promise<void> =>
  sweep({
    store: scene.stores.conversations,
    upkeep: scene.upkeep,
    presence: scene.presence,
    clock: scene.clock,
    calendar: () => scene.brain.knowledge.calendar,
    failed: (_id, error) => failed(error),
  });
const fail = (error: unknown): never => {
  throw error;
};

describe('what is done at the desk is recorded', () => {
  test('with who did it, to which conversation, and whom it was taken from', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await scene.desk.transfer(id, sato, { agent: suzuki, note: '引き継ぎます' });
    await scene.desk.release(id, lead);
    await scene.desk.claim(id, program);
    await scene.redactions.redact(id, sato, { seq: 2, rule: 'personal-data' });
    await scene.desk.close(id, lead);
    expect(await told()).toEqual([
      ['agent:sato', 'claim', {}],
      ['agent:sato', 'transfer', { to: 'suzuki' }],
      ['agent:takahashi', 'release', { holder: 'suzuki' }],
      ['token:t-1f0c9a3e', 'claim', {}],
      ['agent:sato', 'redact', { seq: 2, rule: 'personal-data' }],
      ['agent:takahashi', 'close', { holder: 'sato' }],
    ]);
    expect(new Set((await rows()).map(({ subject }) => subject))).toEqual(new Set([`conversation:${id}`]));
  });

  test('with what the program does by itself', async () => {
    const [gone, silent] = [await scene.queue(), await scene.queue()];
    await scene.desk.claim(gone, sato);
    scene.monotonicMs = 50_000;
    await sweepNow(fail);
    await scene.desk.claim(silent, sato);
    await answer(silent);
    scene.at('2026-12-01T11:00:00+09:00');
    await sweepNow(fail);
    expect((await told()).filter(([actor]) => actor === 'system')).toEqual([
      ['system', 'release', { cause: 'abandoned' }],
      ['system', 'close', { cause: 'expired' }],
    ]);
  });

  test('not twice for what changes nothing the second time, and not for what was refused', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await scene.desk.claim(id, sato);
    await expect(scene.desk.claim(id, suzuki)).rejects.toMatchObject({ status: 409 });
    await expect(scene.desk.close(id, suzuki)).rejects.toMatchObject({ status: 403 });
    expect(await told()).toEqual([['agent:sato', 'claim', {}]]);
  });

  test('once where a hundred claim at the same moment', async () => {
    const id = await scene.queue();
    const agents = Array.from({ length: 100 }, (_, at) => ({ ...sato, id: `agent-${at}` }));
    await Promise.allSettled(agents.map((agent) => scene.desk.claim(id, agent)));
    expect(await told()).toEqual([[`agent:${(await scene.load(id)).desk.agentId}`, 'claim', {}]]);
  });

  test('without a word of customer or agent, nor what was searched for', async () => {
    const id = await scene.queue();
    await scene.say(id, '田中の病名は秘密です');
    await scene.desk.claim(id, sato);
    await answer(id, '秘密は守ります');
    await scene.desk.note(id, sato, '秘密のメモ');
    await scene.desk.transfer(id, sato, { agent: suzuki, note: '秘密の引き継ぎ' });
    await scene.desk.search({ scope: 'all', text: '見本 秘密' }, sato);
    await scene.desk.close(id, suzuki);
    const text = JSON.stringify(await rows());
    for (const word of ['秘密', '見本', '田中', '佐藤']) expect(text).not.toContain(word);
    expect(await told()).toContainEqual([
      'agent:sato',
      'history-searched',
      { scope: 'all', withWords: true },
    ]);
  });
});

describe('while the audit log takes nothing', () => {
  test.each<[string, (id: string) => Promise<unknown>]>([
    ['claiming', (id) => scene.desk.claim(id, sato)],
    ['closing', (id) => scene.desk.close(id, sato)],
    ['redacting', (id) => scene.redactions.redact(id, sato, { seq: 2, rule: 'inappropriate' })],
  ])('%s is 503, and the conversation stays as it was', async (_what, act) => {
    const id = await scene.queue();
    const before = await scene.load(id);
    scene.stores.audit.setOutage('ENOSPC');
    await expect(act(id)).rejects.toMatchObject({ code: 'storage-unavailable', status: 503 });
    expect(await scene.load(id)).toEqual(before);
    scene.stores.audit.setOutage(null);
    await expect(act(id)).resolves.toBeDefined();
  });

  test('customers and agents go on writing, and what was found and read is found and read', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    scene.stores.audit.setOutage('ENOSPC');
    await scene.say(id, 'まだでしょうか');
    await answer(id);
    await scene.desk.note(id, sato, '確認中');
    expect((await scene.desk.search({ scope: 'all', text: '' }, sato)).conversations).toHaveLength(1);
    expect(scene.failures).toMatchObject([{ code: 'storage-unavailable' }]);
  });

  test('what the program does by itself is done when the log is back', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    scene.monotonicMs = 50_000;
    scene.stores.audit.setOutage('ENOSPC');
    const failed: unknown[] = [];
    await sweepNow((error) => failed.push(error));
    expect(failed).toMatchObject([{ code: 'storage-unavailable' }]);
    expect((await scene.load(id)).desk.state).toBe('claimed');
    scene.stores.audit.setOutage(null);
    await sweepNow(fail);
    expect((await scene.load(id)).desk.state).toBe('waiting');
  });
});

const openReads = () => {
  let now = new Date('2026-11-24T02:10:00.000Z');
  const reads = new ConversationReads({ audit: scene.audit, clock: { now: () => now } });
  const read = async (id: string, agent: ActingAgent): Promise<void> =>
    reads.happened(await scene.load(id), agent);
  return { read, at: (iso: string) => void (now = new Date(iso)) };
};

describe('reading a conversation', () => {
  test('is recorded once for each agent, conversation and hour, of who does not hold it', async () => {
    const { read, at } = openReads();
    const [id, other] = [await scene.queue(), await scene.queue()];
    for (const agent of [sato, sato, suzuki, program, sato]) await read(id, agent);
    await read(other, sato);
    at('2026-11-24T02:59:59.999Z');
    await read(id, sato);
    expect((await rows()).map(({ actor, subject }) => [actor, subject])).toEqual([
      ['agent:sato', `conversation:${id}`],
      ['agent:suzuki', `conversation:${id}`],
      ['token:t-1f0c9a3e', `conversation:${id}`],
      ['agent:sato', `conversation:${other}`],
    ]);
    at('2026-11-24T03:00:00.000Z');
    await read(id, sato);
    expect(await rows()).toHaveLength(5);
  });

  test('is not recorded of who holds it, but of who held it last', async () => {
    const { read } = openReads();
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    await read(id, sato);
    await scene.desk.close(id, sato);
    await read(id, sato);
    expect((await told()).filter(([, act]) => act === 'conversation-read')).toEqual([
      ['agent:sato', 'conversation-read', { state: 'closed' }],
    ]);
  });

  test('goes on while it cannot be recorded, and is recorded with the next reading', async () => {
    const { read } = openReads();
    const id = await scene.queue();
    scene.stores.audit.setOutage('ENOSPC');
    await read(id, sato);
    expect(scene.failures).toHaveLength(1);
    scene.stores.audit.setOutage(null);
    await read(id, sato);
    expect(await told()).toEqual([['agent:sato', 'conversation-read', { state: 'waiting' }]]);
  });
});
