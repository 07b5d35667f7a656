import type { SafePicture } from '../../bot/conversation/attachments.ts';
import { clearUpPictures } from '../../bot/conversation/left-over-pictures.ts';
import { keptPictures, mostAttachments } from '../../bot/domain/attachment.ts';
import { storageUnavailable } from '../../bot/store/storage-errors.ts';
import { DeskScene, evening, sato, textOf, wordingIds } from './desk-scene.ts';

let scene: DeskScene;
beforeEach(async () => {
  scene = await DeskScene.open();
});

const safe: SafePicture = { mediaType: 'image/png', width: 8, height: 6, bytes: Buffer.from('pixels') };

const failed = (error: unknown): void => {
  throw error;
};

const send = async (id: string, clientMessageId = 'picture-1', sentHash = 'hash-1') =>
  scene.attachments.picture(await scene.load(id), { clientMessageId, sentHash }, async () => safe);
const sendHeader = (id: string, header: string, clientMessageId = 'header-1') =>
  scene.attachments.csv(id, { clientMessageId, header });

const pictureId = async (id: string): Promise<string> => {
  const [picture] = keptPictures((await scene.load(id)).events);
  if (!picture) throw new Error('no picture is kept');
  return picture.id;
};
const bytesOf = (conversationId: string, id: string) => scene.stores.attachments.read({ conversationId, id });
const read = async (id: string, picture: string) => scene.attachments.read(await scene.load(id), picture);
const eventsOf = async (id: string) => (await scene.load(id)).events;

/** Longer than left-overs are left; of the memory store, whose clock is the machine's. */
const clearUpNow = async (): Promise<void> => {
  const { doubtful } = scene.stores.attachments;
  scene.stores.attachments.doubtful = () => doubtful.call(scene.stores.attachments, 0);
  await clearUpPictures({ store: scene.stores.conversations, attachments: scene.stores.attachments, failed });
};

describe('a picture', () => {
  test('is taken while one waits, while a person has the conversation and after their answer', async () => {
    const id = await scene.queue();
    expect((await send(id, 'while-waiting')).events).toMatchObject([{ type: 'attachment' }]);
    await scene.desk.claim(id, sato);
    expect((await send(id, 'while-claimed')).events).toMatchObject([{ type: 'attachment' }]);
    const { length } = await eventsOf(id);
    await scene.desk.answer(id, sato, { clientMessageId: 'answer-1', text: 'お調べします', seenSeq: length });
    expect((await send(id, 'while-answered')).events).toMatchObject([{ type: 'attachment' }]);
  });

  test.each<[string, (id: string) => Promise<unknown>]>([
    ['with the bot', async () => {}],
    ['closed', async (id) => scene.desk.close(id, sato)],
  ])('is refused in approved words while the conversation is %s', async (what, to) => {
    const id = what === 'closed' ? await scene.queue() : await scene.begin();
    await to(id);
    const before = await eventsOf(id);
    await expect(send(id)).rejects.toMatchObject({
      status: 409,
      code: 'attachment-not-now',
      details: { wording: { id: 'attachment-not-now' }, blocks: [expect.anything()] },
    });
    await expect(sendHeader(id, '社員番号')).rejects.toMatchObject({ code: 'attachment-not-now' });
    expect(await eventsOf(id)).toEqual(before);
    expect(scene.attachments.room(await scene.load(id))).toMatchObject({
      left: mostAttachments,
      refusal: { wording: { id: 'attachment-not-now' } },
    });
  });

  test('counts as the customer’s reply: nothing closes by itself, and an answer that did not see it is refused (N6)', async () => {
    const id = await scene.queue();
    await scene.desk.claim(id, sato);
    const seen = (await eventsOf(id)).length;
    const answer = { clientMessageId: 'answer-1', text: 'お調べします' };
    await scene.desk.answer(id, sato, { ...answer, seenSeq: seen });
    expect((await scene.load(id)).desk).toMatchObject({ state: 'answered', closesOn: expect.any(String) });
    const seenNow = (await eventsOf(id)).length;
    await send(id);
    expect((await scene.load(id)).desk).toMatchObject({ state: 'claimed', closesOn: null });
    const blind = { clientMessageId: 'answer-2', text: 'いかがですか', seenSeq: seenNow };
    await expect(scene.desk.answer(id, sato, blind)).rejects.toMatchObject({
      status: 409,
      code: 'customer-wrote',
    });
    expect((await scene.desk.answer(id, sato, { ...blind, seenSeq: seenNow + 1 })).message.text).toBe(
      'いかがですか',
    );
  });

  test('out of hours is told when somebody will look, once (H8)', async () => {
    const id = await scene.queue();
    scene.at(evening);
    await send(id, 'evening-1');
    await send(id, 'evening-2');
    const after = (await eventsOf(id)).filter(({ type }) => type === 'bot-message');
    expect(wordingIds(after).filter((wording) => wording === 'desk-after-hours')).toHaveLength(1);
  });

  test('sent again under its id is one picture with one answer; other bytes under it are refused', async () => {
    const id = await scene.queue();
    const first = await send(id);
    expect(await send(id)).toMatchObject({ events: first.events, seq: first.seq });
    await expect(send(id, 'picture-1', 'hash-2')).rejects.toMatchObject({
      status: 422,
      code: 'message-id-reused',
    });
    await expect(sendHeader(id, '社員番号', 'picture-1')).rejects.toMatchObject({
      code: 'message-id-reused',
    });
    expect((await eventsOf(id)).filter(({ type }) => type === 'attachment')).toHaveLength(1);
  });

  test('sent twenty times at once is one, and the bytes of the others are gone', async () => {
    const id = await scene.queue();
    const sent = await Promise.all(Array.from({ length: 20 }, () => send(id)));
    expect(new Set(sent.map(({ seq }) => seq)).size).toBe(1);
    expect(await scene.stores.attachments.doubtful(0)).toEqual([]);
    expect(await scene.stores.attachments.removeAll(id)).toBe(1);
  });

  test('and a message do not share an id', async () => {
    const id = await scene.queue();
    await send(id, 'shared-id');
    const message = { clientMessageId: 'shared-id', text: '画像です', choice: null };
    await expect(scene.conversations.post(id, message)).rejects.toMatchObject({ code: 'message-id-reused' });
    await scene.conversations.post(id, { ...message, clientMessageId: 'message-id' });
    await expect(send(id, 'message-id')).rejects.toMatchObject({ code: 'message-id-reused' });
  });

  test('beyond the most of one conversation is refused before it is made anew; a retry is not', async () => {
    const id = await scene.queue();
    for (let at = 0; at < mostAttachments; at += 1) await sendHeader(id, `列${at}`, `header-${at}`);
    const { room } = scene.attachments;
    expect(room.call(scene.attachments, await scene.load(id))).toEqual({ left: 0, refusal: null });
    await expect(send(id)).rejects.toMatchObject({ status: 409, code: 'attachment-limit' });
    expect(await scene.stores.attachments.doubtful(0)).toEqual([]);
    await expect(sendHeader(id, '列0', 'header-0')).resolves.toMatchObject({
      events: [{ type: 'attachment' }],
    });
  });

  test('that cannot be read leaves nothing behind', async () => {
    const id = await scene.queue();
    const before = await eventsOf(id);
    const failing = scene.attachments.picture(
      await scene.load(id),
      { clientMessageId: 'p', sentHash: 'h' },
      () => Promise.reject(new Error('broken')),
    );
    await expect(failing).rejects.toThrow('broken');
    expect(await eventsOf(id)).toEqual(before);
    expect(await scene.stores.attachments.doubtful(0)).toEqual([]);
  });

  test('is read by its id, and no other is', async () => {
    const id = await scene.queue();
    await send(id);
    expect(await read(id, await pictureId(id))).toEqual(safe);
    await expect(read(id, 'picture-that-never-was')).rejects.toMatchObject({ status: 404 });
    const other = await scene.queue();
    await expect(read(other, await pictureId(id))).rejects.toMatchObject({ status: 404 });
  });
});

describe('the header row of a CSV', () => {
  test('is kept masked, and what was masked is told (N4)', async () => {
    const id = await scene.queue();
    await sendHeader(id, '社員番号,090-1234-5678');
    const [event, notice] = (await eventsOf(id)).slice(-2);
    expect(event).toMatchObject({
      content: { kind: 'csv-header', columns: ['社員番号', '〔電話番号〕'] },
      masked: ['phone'],
    });
    expect(textOf(notice)).toContain('電話番号を伏せ字にしました');
    expect(JSON.stringify(await scene.load(id))).not.toContain('090-1234-5678');
  });

  test('sent again is one; another under its id is refused', async () => {
    const id = await scene.queue();
    const first = await sendHeader(id, '社員番号');
    expect(await sendHeader(id, '社員番号\n')).toMatchObject({ events: first.events });
    await expect(sendHeader(id, '氏名')).rejects.toMatchObject({ status: 422, code: 'message-id-reused' });
  });
});

describe('an attachment that staff remove (N4)', () => {
  test('loses its bytes and what describes them, and leaves that it was there and the rule', async () => {
    const id = await scene.queue();
    const { seq } = await send(id);
    const picture = await pictureId(id);
    const redacted = await scene.redactions.redact(id, sato, { seq, rule: 'personal-data' });
    expect(redacted.events.at(-1)).toMatchObject({ type: 'redacted', on: seq, rule: 'personal-data' });
    expect(JSON.stringify(redacted)).not.toContain('hash-1');
    expect(await bytesOf(id, picture)).toBeNull();
    expect(await scene.stores.attachments.doubtful(0)).toEqual([]);
    await expect(read(id, picture)).rejects.toMatchObject({ status: 410, code: 'attachment-removed' });
    // Its sender's late retry brings nothing back.
    expect((await send(id)).seq).toBe(seq);
    expect(keptPictures(await eventsOf(id))).toEqual([]);
  });

  test('loses its columns', async () => {
    const id = await scene.queue();
    const { seq } = await sendHeader(id, '社員番号,秘密の列');
    const redacted = await scene.redactions.redact(id, sato, { seq, rule: 'inappropriate' });
    expect(JSON.stringify(redacted)).not.toContain('秘密の列');
    expect((await sendHeader(id, '社員番号,秘密の列')).seq).toBe(seq);
  });

  test('is shown to nobody when its bytes could not be removed, and gone with the next attempt', async () => {
    const id = await scene.queue();
    const { seq } = await send(id);
    const picture = await pictureId(id);
    const { remove } = scene.stores.attachments;
    scene.stores.attachments.remove = () => Promise.reject(storageUnavailable('EIO'));
    const target = { seq, rule: 'personal-data' as const };
    await expect(scene.redactions.redact(id, sato, target)).rejects.toMatchObject({ status: 503 });
    await expect(read(id, picture)).rejects.toMatchObject({ status: 410 });
    expect(await bytesOf(id, picture)).not.toBeNull();
    scene.stores.attachments.remove = remove;
    await scene.redactions.redact(id, sato, target);
    expect(await bytesOf(id, picture)).toBeNull();
  });
});

describe('bytes that no event names', () => {
  test('are removed after a crash between bytes and event; those of an event stay', async () => {
    const id = await scene.queue();
    await send(id);
    const picture = await pictureId(id);
    await scene.stores.attachments.doubt({ conversationId: id, id: picture });
    const leftOver = { conversationId: id, id: 'picture-left-over-by-a-crash' };
    await scene.stores.attachments.put(leftOver, safe.bytes);
    await clearUpNow();
    expect(await scene.stores.attachments.read(leftOver)).toBeNull();
    expect(await bytesOf(id, picture)).not.toBeNull();
    expect(await scene.stores.attachments.doubtful(0)).toEqual([]);
  });

  test('are removed where their conversation has gone, and where staff removed the picture', async () => {
    const id = await scene.queue();
    const { seq } = await send(id);
    const picture = await pictureId(id);
    const { remove } = scene.stores.attachments;
    scene.stores.attachments.remove = () => Promise.reject(storageUnavailable('EIO'));
    await expect(scene.redactions.redact(id, sato, { seq, rule: 'personal-data' })).rejects.toMatchObject({
      status: 503,
    });
    scene.stores.attachments.remove = remove;
    const orphan = { conversationId: 'conversation-that-has-gone', id: 'picture-of-a-gone-one' };
    await scene.stores.attachments.put(orphan, safe.bytes);
    await clearUpNow();
    expect(await bytesOf(id, picture)).toBeNull();
    expect(await scene.stores.attachments.read(orphan)).toBeNull();
  });

  test('stay while it is not known whether the failing store kept their event', async () => {
    const id = await scene.queue();
    const { attachments, conversations } = scene.stores;
    const { put, remove } = attachments;
    attachments.put = async (place, bytes) => {
      await put.call(attachments, place, bytes);
      conversations.setOutage('EIO');
    };
    const removed: unknown[] = [];
    attachments.remove = async (place) => void removed.push(place);
    await expect(send(id)).rejects.toMatchObject({ status: 503 });
    expect(removed).toEqual([]);
    attachments.remove = remove;
    expect(await attachments.doubtful(0)).toHaveLength(1);
    conversations.setOutage(null);
    attachments.put = put;
    await send(id);
    await clearUpNow();
    expect(await scene.stores.attachments.removeAll(id)).toBe(1);
  });

  test('never get an event so late that the clearing up could have met them', async () => {
    const id = await scene.queue();
    const { put } = scene.stores.attachments;
    scene.stores.attachments.put = async (place, bytes) => {
      await put.call(scene.stores.attachments, place, bytes);
      scene.monotonicMs += 3 * 60_000;
    };
    await expect(send(id)).rejects.toMatchObject({ status: 503, code: 'storage-unavailable' });
    expect((await eventsOf(id)).some(({ type }) => type === 'attachment')).toBe(false);
  });
});
