import { Ledger } from '../../scripts/proof/kill/ledger.ts';

const at = '2026-11-24T02:00:00.000Z';
const said = (seq: number, clientMessageId = `message-${seq}`) => ({
  seq,
  at,
  type: 'message',
  from: 'customer',
  clientMessageId,
  text: `発言${seq}`,
});

/** Of two acknowledged messages, and a third that was sent. */
const ledger = (): Ledger => {
  const kept = new Ledger();
  for (const id of ['message-1', 'message-2', 'message-3']) kept.sending(id);
  kept.acknowledge([said(1), said(2)]);
  return kept;
};

describe('what is stored after a kill', () => {
  it.each([
    ['what was acknowledged', [said(1), said(2)]],
    ['also what was sent and not acknowledged', [said(1), said(2), said(3)]],
  ])('may be %s', (_, stored) => {
    expect(ledger().faults(stored)).toEqual([]);
  });

  it.each([
    ['less than was acknowledged', [said(1)], ['2 was acknowledged and is gone']],
    ['a message twice', [said(1), said(2), said(3, 'message-2')], ['message message-2 is there twice']],
    [
      'a message of nobody’s',
      [said(1), said(2), said(3, 'message-9')],
      ['message message-9 was written by nobody'],
    ],
    ['another text', [said(1), { ...said(2), text: '別の文' }], ['2 is not what was acknowledged']],
    ['another order', [said(2), said(1)], ['2 stands at place 1', '1 stands at place 2']],
  ])('may not be %s', (_, stored, faults) => {
    expect(ledger().faults(stored)).toEqual(faults);
  });
});
