/** One call of the program; its answer, or an error. */
export const call = async (
  url: string,
  { method = 'POST', body, token = '' }: { method?: string; body?: unknown; token?: string },
): Promise<unknown> => {
  const response = await fetch(url, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
};

/** A text of an answer. */
export const textOf = (found: unknown, key: string): string => {
  const value: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined;
  if (typeof value !== 'string') throw new Error(`the answer has no ${key}`);
  return value;
};
