import type { z } from 'zod';
import type { Clock } from '../../../clock.ts';
import type { Auditing } from '../../../handoff/auditing.ts';
import type { AgentStore } from '../../../store/port.ts';
import type { signInOutcome } from '../../wire.ts';
import { sessionCookie } from '../cookie.ts';
import type { AgentSessions } from '../sessions.ts';
import { CompanyAccounts } from './accounts.ts';
import {
  endedTransactionCookie,
  endedVisitCookie,
  readTransaction,
  readVisit,
  transactionCookie,
  visitCookie,
} from './cookies.ts';
import { failureOf, SignInFailure } from './failure.ts';
import { personOf } from './person.ts';
import { OidcProvider } from './provider.ts';
import { Seal } from './seal.ts';
import type { OidcSettings } from './settings.ts';

/** Where the browser goes next, and what it takes along. */
export interface NextPage {
  location: string;
  cookies: string[];
}

interface Parts {
  settings: OidcSettings;
  sessions: AgentSessions;
  store: AgentStore;
  audit: Auditing;
  clock: Clock;
  /** Somebody was not signed in, or not out; codes only. */
  refused: (facts: { step: 'begin' | 'finish' | 'end'; reason: string; detail: string | null }) => void;
}

/**
 * The console, saying what went wrong. Every way ends there and nothing of a request decides where, so
 * no link to us leads anywhere else.
 */
const consoleSaying = (outcome: z.infer<typeof signInOutcome>): string => `/console?sign-in=${outcome}`;

/** Agents' signing in and out with the company's account, step by step through their browser. */
export class CompanySignIn {
  readonly #parts: Parts;
  readonly #provider: OidcProvider;
  readonly #seal: Seal;
  readonly #accounts: CompanyAccounts;

  constructor(parts: Parts) {
    const { settings, audit, clock, store } = parts;
    this.#parts = parts;
    this.#provider = new OidcProvider(settings, clock);
    this.#seal = new Seal(settings, clock);
    this.#accounts = new CompanyAccounts({ store, audit, clock, rolesFromProvider: settings.roles !== null });
  }

  /** To the provider. `anew`: it shall ask who it is, even if it knows. */
  async begin(anew: boolean): Promise<NextPage> {
    try {
      const { url, transaction } = await this.#provider.begin({ anew });
      const cookie = await transactionCookie(this.#seal, transaction, this.#parts.clock.now());
      return { location: url.href, cookies: [cookie] };
    } catch (error) {
      return this.#failed('begin', error, []);
    }
  }

  /** Back from the provider: a session is open afterwards, or the console says why not. */
  async finish(query: URLSearchParams, cookies: string | undefined): Promise<NextPage> {
    const transaction = await readTransaction(this.#seal, cookies);
    if (!transaction || query.getAll('state').join() !== transaction.state) {
      // The cookie stays: it may belong to a sign-in that goes on in another tab.
      return this.#failed('finish', new SignInFailure('expired', transaction ? 'state' : 'cookie'), []);
    }
    try {
      const { claims, idToken } = await this.#provider.finish(query, transaction);
      const agent = await this.#accounts.of(personOf(claims, this.#parts.settings.roles));
      const { token, session } = await this.#parts.sessions.open(agent);
      const expires = new Date(session.expiresAt);
      const visit = await visitCookie(this.#seal, idToken, expires);
      return {
        location: '/console',
        cookies: [endedTransactionCookie, sessionCookie(token, expires), visit],
      };
    } catch (error) {
      return this.#failed('finish', error, [endedTransactionCookie]);
    }
  }

  /**
   * After the session here has ended: to the provider, to end the one there. Who shares a computer would
   * otherwise be signed in as the colleague before. Without a visit, just back to the console.
   */
  async end(cookies: string | undefined): Promise<NextPage> {
    const visit = await readVisit(this.#seal, cookies);
    if (!visit) return { location: '/console', cookies: [] };
    const location = await this.#provider.end(visit.idToken).catch((error: unknown) => {
      this.#report('end', failureOf(error));
      return null;
    });
    return { location: location?.href ?? consoleSaying('signed-out-here'), cookies: [endedVisitCookie] };
  }

  #failed(step: 'begin' | 'finish', error: unknown, cookies: string[]): NextPage {
    const failure = failureOf(error);
    this.#report(step, failure);
    return { location: consoleSaying(failure.reason), cookies };
  }

  #report(step: 'begin' | 'finish' | 'end', { reason, detail }: SignInFailure): void {
    this.#parts.refused({ step, reason, detail });
  }
}
