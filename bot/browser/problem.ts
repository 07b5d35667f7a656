import { isRecord } from './key-value.ts';

/** A call that did not succeed: `status` 0 when no answer came at all. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** Stable code of the problem document; empty when there was none. */
  readonly code: string;
  /** What the document says, in the server's words. */
  readonly title: string;
  /** With `already-claimed` and `role-not-allowed`: who holds the conversation. */
  readonly ownerName: string | null;
  /** With `role-not-allowed`: whose roles may. */
  readonly allowedRoles: readonly unknown[];
  /** Seconds, from `Retry-After`. */
  readonly retryAfter: number | null;

  constructor(status: number, body: unknown, retryAfter: number | null) {
    const code = isRecord(body) && typeof body['code'] === 'string' ? body['code'] : '';
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.title = isRecord(body) && typeof body['title'] === 'string' ? body['title'] : '';
    const owner = isRecord(body) ? body['owner'] : null;
    this.ownerName = isRecord(owner) && typeof owner['name'] === 'string' ? owner['name'] : null;
    const roles = isRecord(body) ? body['allowedRoles'] : null;
    this.allowedRoles = Array.isArray(roles) ? roles : [];
    this.retryAfter = retryAfter;
  }
}

/** True when the call may have had its effect all the same: no answer, or the server failed on the way. */
export const mayHaveArrived = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500;
