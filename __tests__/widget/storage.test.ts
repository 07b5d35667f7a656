import { ownerOf } from '../../bot/widget/frame/owner.ts';
import { readSession, writeSession } from '../../bot/widget/frame/session.ts';
import { openStorage } from '../../bot/widget/frame/storage.ts';
import { mapStorage } from './fakes.ts';

const session = { conversationId: 'c1', token: 't1', owner: '', notices: [] };

describe('what the browser keeps', () => {
  it('is there after a reload', () => {
    const kept = mapStorage();
    writeSession(
      openStorage(() => kept),
      session,
    );
    expect(readSession(openStorage(() => kept))).toEqual(session);
  });

  it('is held in memory where reaching for storage throws', () => {
    const storage = openStorage(() => {
      throw new Error('SecurityError');
    });
    writeSession(storage, session);
    expect(readSession(storage)).toEqual(session);
    writeSession(storage, null);
    expect(readSession(storage)).toBeNull();
  });

  it('is held in memory once writing fails, and what was there stays readable', () => {
    const kept = mapStorage();
    const storage = openStorage(() => kept);
    storage.setItem('a', '1');
    kept.full = true;
    storage.setItem('b', '2');
    expect([storage.getItem('a'), storage.getItem('b')]).toEqual(['1', '2']);
  });

  it.each(['', 'null', '{', '"text"', '{"conversationId":"c1"}'])(
    'counts as absent when it is %j',
    (text) => {
      const kept = mapStorage();
      kept.setItem('madoguchi:session', text);
      expect(readSession(kept)).toBeNull();
    },
  );
});

const jwt = (claims: object): string =>
  ['h', Buffer.from(JSON.stringify(claims)).toString('base64url'), 's'].join('.');

describe('whose conversation it is', () => {
  const admin = { sub: 'u1', company: '見本商事', role: 'admin', plan: 'small', iat: 1 };

  it('does not change with a fresh token of the same person', () => {
    expect(ownerOf(jwt({ ...admin, iat: 2, exp: 3, name: '例田' }))).toBe(ownerOf(jwt(admin)));
  });

  it.each(['sub', 'company', 'role', 'plan', 'trialStartedOn'])('changes with %s', (name) => {
    expect(ownerOf(jwt({ ...admin, [name]: '2026-11-01' }))).not.toBe(ownerOf(jwt(admin)));
  });

  it('is nobody’s without an identity', () => {
    expect(ownerOf(null)).toBe('');
  });

  it.each(['', 'x', 'a.b.c', 'h.bnVsbA.s'])('is never nobody’s, nor an error, for the token %j', (token) => {
    expect(ownerOf(token)).not.toBe('');
  });
});
