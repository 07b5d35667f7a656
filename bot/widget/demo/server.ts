/** What the demo page asks of the server; these calls exist for it alone. */
export interface DemoState {
  /** ISO 8601. */
  now: string;
  agents: { id: string; name: string; password: string }[];
}

const call = async <T>(path: string, body?: unknown): Promise<T> => {
  const post = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(path, body === undefined ? {} : post);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return JSON.parse(await response.text());
};

export const demoState = (): Promise<DemoState> => call('/demo/state');

/** A signed identity of a persona; null for the one who is not logged in. */
export const identityOf = async (persona: string): Promise<string | null> =>
  (await call<{ identity: string | null }>('/demo/identity', { persona })).identity;

/** Sets the office's clock; null goes back to the real time. Answers the new present. */
export const setClock = async (now: string | null): Promise<string> =>
  (await call<{ now: string }>('/demo/clock', { now })).now;
