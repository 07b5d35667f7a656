import { ApiError, asApiError } from './api.ts';
import type { Api } from './api.ts';
import { waitMs } from './backoff.ts';
import type { OpenRequest, OpenResponse } from './wire-types.ts';

export interface Visitor {
  identity: string | null;
  pageUrl: string;
}

export interface OpeningPorts {
  api: Api;
  sleep(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
  /** How often in a row it failed, and why this time. */
  onFailure(failures: number, problem: ApiError): void;
}

/** Pages of apps and files have addresses that say nothing to an agent, and that the server refuses. */
export const pageOf = ({ pageUrl }: Pick<Visitor, 'pageUrl'>): { pageUrl?: string } =>
  /^https?:/.test(pageUrl) ? { pageUrl } : {};

const requestOf = (visitor: Visitor): OpenRequest => ({
  ...(visitor.identity === null ? {} : { identity: visitor.identity }),
  ...pageOf(visitor),
});

/**
 * Opens a conversation, trying again for as long as it takes. `refused`: the identity was not
 * accepted, so that trying again is no use. `left`: `signal` was aborted meanwhile.
 */
export const openConversation = async (
  visitor: Visitor,
  ports: OpeningPorts,
  signal: AbortSignal,
): Promise<OpenResponse | 'refused' | 'left'> => {
  for (let failures = 1; !signal.aborted; failures += 1) {
    const outcome = await ports.api.open(requestOf(visitor)).catch(asApiError);
    if (signal.aborted) return 'left';
    if (!(outcome instanceof ApiError)) return outcome;
    if (outcome.status === 401) return 'refused';
    ports.onFailure(failures, outcome);
    await ports.sleep(waitMs(failures, outcome.retryAfterMs, ports.random()));
  }
  return 'left';
};
