import type { Finding } from './finding.ts';

/** RFC 5321: 64 characters before the @, 255 behind it. Signs such as / and = are left out: in web addresses they end the name. */
const LOCAL = /[a-z0-9._%+-]{1,64}$/i;
const DOMAIN = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z0-9])/i;
/** Senders of the product's own mails, whom customers name when a mail does not arrive. */
const NOBODY = /^(?:no|do-?not)[-_.]?reply$/i;

const emailAround = (text: string, at: number): Finding | null => {
  const local = LOCAL.exec(text.slice(Math.max(0, at - 64), at))?.[0];
  const domain = DOMAIN.exec(text.slice(at + 1, at + 256))?.[0];
  if (!local || !domain || NOBODY.test(local)) return null;
  return { type: 'email', start: at - local.length, end: at + 1 + domain.length };
};

/** Looks left and right of each @ within fixed limits: a pattern over the whole text could take quadratic time. */
export const findEmails = (text: string): Finding[] => {
  const found: Finding[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const email = emailAround(text, at);
    if (email) found.push(email);
  }
  return found;
};
