import { createMemory, type KeyValue } from '../../bot/browser/key-value.ts';
import { createDrafts, type DraftKey } from '../../bot/console/state/drafts.ts';

const key: DraftKey = { agentId: 'sato', conversationId: 'conv-1', kind: 'reply' };
const DAY = 24 * 60 * 60 * 1000;

const setUp = (store: KeyValue = createMemory()) => {
  let time = 0;
  let count = 0;
  const open = () =>
    createDrafts({
      store,
      now: () => time,
      newMessageId: () => {
        count += 1;
        return `message-${count}`;
      },
    });
  return { open, store, pass: (days: number) => (time += days * DAY) };
};

test('what was typed is there after a reload', () => {
  const { open } = setUp();
  open().save(key, '書きかけ');
  expect(open().text(key)).toBe('書きかけ');
});

test('drafts are apart for each agent, conversation and kind', () => {
  const drafts = setUp().open();
  drafts.save(key, '返信');
  expect(drafts.text({ ...key, kind: 'note' })).toBe('');
  expect(drafts.text({ ...key, conversationId: 'conv-2' })).toBe('');
  expect(drafts.text({ ...key, agentId: 'suzuki' })).toBe('');
});

test('the same text is sent again under the same id, even after a reload', () => {
  const { open } = setUp();
  const first = open().messageIdFor(key, '返信です');
  expect(open().messageIdFor(key, '返信です')).toBe(first);
});

test('a changed text is another message and gets an id of its own', () => {
  const drafts = setUp().open();
  const first = drafts.messageIdFor(key, '返信です');
  drafts.save(key, '返信です。');
  expect(drafts.pendingMessageId(key)).toBeNull();
  expect(drafts.messageIdFor(key, '返信です。')).not.toBe(first);
});

test('the id stays with the draft when it is edited there and back', () => {
  const drafts = setUp().open();
  const first = drafts.messageIdFor(key, '返信です');
  drafts.save(key, '返信です。');
  drafts.save(key, '返信です');
  expect(drafts.pendingMessageId(key)).toBe(first);
});

test('nothing is pending before anything was sent, and after it arrived', () => {
  const drafts = setUp().open();
  drafts.save(key, '返信です');
  expect(drafts.pendingMessageId(key)).toBeNull();
  drafts.messageIdFor(key, '返信です');
  drafts.clear(key);
  expect(drafts.pendingMessageId(key)).toBeNull();
  expect(drafts.text(key)).toBe('');
});

test('the conversations with drafts are known, those of colleagues on the same PC are not shown', () => {
  const drafts = setUp().open();
  drafts.save(key, 'a');
  drafts.save({ ...key, kind: 'note' }, 'b');
  drafts.save({ ...key, conversationId: 'conv/2' }, 'c');
  drafts.save({ ...key, agentId: 'suzuki', conversationId: 'conv-3' }, 'd');
  expect([...drafts.conversationsOf('sato')].toSorted()).toEqual(['conv-1', 'conv/2']);
});

test('an emptied field leaves no draft behind', () => {
  const { open, store } = setUp();
  open().save(key, 'a');
  open().save(key, '');
  expect(store.keys()).toEqual([]);
});

test('drafts nobody came back to for a month are forgotten, others stay', () => {
  const { open, pass } = setUp();
  open().save(key, '古い');
  pass(29);
  open().save({ ...key, conversationId: 'conv-2' }, '新しい');
  pass(2);
  open().removeOld();
  expect(open().text(key)).toBe('');
  expect(open().text({ ...key, conversationId: 'conv-2' })).toBe('新しい');
});

test('when storage is full, what is typed lives on in the page', () => {
  const drafts = setUp({ ...createMemory(), write: () => false }).open();
  drafts.save(key, '書きかけ');
  expect(drafts.text(key)).toBe('書きかけ');
  expect([...drafts.conversationsOf('sato')]).toEqual(['conv-1']);
  drafts.clear(key);
  expect(drafts.text(key)).toBe('');
});

test.each(['{', 'null', '[]', '{"text":1}', '{"text":"a","savedAt":0,"attempt":{"clientMessageId":1}}'])(
  'foreign content of storage is no draft: %s',
  (content) => {
    const { open, store } = setUp();
    store.write('madoguchi.console.draft/sato/reply/conv-1', content);
    expect(open().text(key)).toBe('');
    expect(open().messageIdFor(key, 'a')).toBe('message-1');
  },
);
