/** The prefix makes browsers insist on Secure, Path=/ and no Domain. */
export const sessionCookieName = '__Host-madoguchi-agent';

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

export const sessionCookie = (token: string, expires: Date): string =>
  `${sessionCookieName}=${token}; ${attributes}; Expires=${expires.toUTCString()}`;

export const endedSessionCookie = `${sessionCookieName}=; ${attributes}; Max-Age=0`;

/** The value of a cookie in a Cookie header; null when there is none. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  const pair = (header ?? '').split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim() || null;
};

/** The session's token in a Cookie header; null when there is none. */
export const readSessionCookie = (header: string | undefined): string | null =>
  readCookie(header, sessionCookieName);
