/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Null when it is no JSON. */
  body: unknown;
  text: string;
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** No answer came, or not all of it: nobody listens, or the connection was cut. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

interface Call {
  method?: string;
  token?: string;
  /** A string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** All of a response that came. */
export const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: json(text), text };
};

/** One call of the API. @throws NoAnswer */
export const call = async (url: string, { method, token, body, headers }: Call = {}): Promise<Answer> => {
  try {
    const response = await fetch(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return await answerOf(response);
  } catch (error) {
    throw new NoAnswer('no answer came', { cause: error });
  }
};
