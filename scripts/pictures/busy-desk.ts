import { randomUUID } from 'node:crypto';
import { Agent } from './agent.ts';
import { call, textOf } from './http.ts';

/** What each customer of the morning took (minutes): enough of them, and not all alike, for a wait to be told from. */
const minutesOfEach = [6, 9, 7, 8, 6, 7];
/** When the first was taken; the last is served before 11:00. */
const opening = Date.parse('2026-11-24T10:05:00+09:00');

const setClock = async (url: string, now: number): Promise<void> => {
  await call(`${url}/demo/clock`, { body: { now: new Date(now).toISOString() } });
};

/** A customer comes into the queue, without being asked anything more. */
const wait = async (url: string): Promise<void> => {
  const persona = { persona: 'admin-standard' };
  const identity = textOf(await call(`${url}/demo/identity`, { body: persona }), 'identity');
  const opened = await call(`${url}/api/v1/conversations`, { body: { identity } });
  const path = `${url}/api/v1/conversations/${textOf(opened, 'conversationId')}`;
  const token = textOf(opened, 'token');
  await call(`${path}/handoff`, { body: { action: 'request' }, token });
  const skip = () =>
    call(`${path}/messages`, { body: { clientMessageId: randomUUID(), text: 'スキップする' }, token });
  await skip();
  await skip();
};

/** A morning at the desk, from which the wait of the next customer is told (H3). Afterwards nobody waits. */
export const serveAMorning = async (url: string): Promise<void> => {
  const agent = await Agent.logIn(url);
  let now = opening;
  for (const minutes of minutesOfEach) {
    await setClock(url, now);
    await wait(url);
    await agent.claim();
    now += minutes * 60_000;
    await setClock(url, now);
    await agent.answer('手順をご案内しました。');
    await agent.close();
  }
};
