import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { isClosed, type Agent, type AgentSession } from '../../domain/agent.ts';
import { actorOf, type AuditEntry } from '../../domain/audit.ts';
import { AppError } from '../../errors.ts';
import type { Auditing } from '../../handoff/auditing.ts';
import type { AgentStore } from '../../store/port.ts';
import { Lockout } from './lockout.ts';
import type { Guesser } from './lockout.ts';
import { decoyHash, verifyPassword } from './password.ts';

/** A working day with its breaks, so that nobody is signed out in the middle of one; 8 to 24 hours. */
const lifeMs = 12 * 60 * 60_000;

export interface Credentials {
  id: string;
  password: string;
  /** Of the client, as the web server sees it through its trusted proxies. */
  address: string;
}

export interface SignedIn {
  agent: Agent;
  session: AgentSession;
}

export interface AgentSessionsParts {
  store: AgentStore;
  audit: Auditing;
  clock: Clock;
  /** 256 random bits as text. */
  randomId: () => string;
  /** Replaced in tests, where the real one takes its 0.2 s. */
  verify?: typeof verifyPassword;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What is stored instead of the token: who reads the store cannot sign in with it. */
const idHashOf = (token: string): string => sha256(token).toString('hex');

/** Agents' sessions: who signs in with a password gets a token that stands for them for 12 hours. */
export class AgentSessions {
  readonly #store: AgentStore;
  readonly #audit: Auditing;
  readonly #clock: Clock;
  readonly #randomId: () => string;
  readonly #verify: typeof verifyPassword;
  readonly #lockout: Lockout;
  #lastSignIn: Promise<unknown> = Promise.resolve();

  constructor({ store, audit, clock, randomId, verify = verifyPassword }: AgentSessionsParts) {
    this.#store = store;
    this.#audit = audit;
    this.#clock = clock;
    this.#randomId = randomId;
    this.#verify = verify;
    this.#lockout = new Lockout(clock);
  }

  /**
   * Opens a session. `token` is for the cookie or the bearer and is nowhere else.
   * @throws AppError 401 `wrong-credentials`, the same for an unknown id, a wrong password and an
   *   account without one;
   *   429 `too-many-attempts` with `retryAfter` in seconds
   */
  async signIn({ id, password, address }: Credentials): Promise<SignedIn & { token: string }> {
    const guesser = { id: id.trim().toLowerCase(), address };
    // Already here, so that those who are locked out do not lengthen the line of those who are not.
    this.#lockout.check(guesser);
    return this.#inTurn(async () => this.open(await this.#identify(guesser, password)));
  }

  /** Whose token it is; null when the session has ended or never was, or its agent is gone. */
  async verify(token: string): Promise<SignedIn | null> {
    const session = await this.#store.findSession(idHashOf(token));
    if (!session || new Date(session.expiresAt) <= this.#clock.now()) return null;
    const agent = await this.#store.findAgent(session.agentId);
    return agent && !isClosed(agent) ? { agent, session } : null;
  }

  /** Ends the token's session, if there is one. */
  async end({ agent, token }: { agent: Pick<Agent, 'id'>; token: string }): Promise<void> {
    await this.#store.removeSession(idHashOf(token));
    await this.#audit.note({ ...aboutAgent(agent), actor: actorOf(agent), act: 'sign-out' });
  }

  async #identify(guesser: Guesser, password: string): Promise<Agent> {
    this.#lockout.check(guesser);
    const agent = await this.#store.findAgent(guesser.id);
    const right = await this.#verify(password, agent?.passwordHash ?? decoyHash);
    if (!agent || isClosed(agent) || !right) {
      await this.#recordFailure(agent, this.#lockout.failed(guesser));
      throw wrongCredentials();
    }
    this.#lockout.succeeded(guesser);
    return agent;
  }

  /** Not the id that was typed: people type passwords into that field. */
  async #recordFailure(agent: Agent | null, locked: boolean): Promise<void> {
    const entry = { actor: 'system', ...aboutAgent(agent) };
    await this.#audit.record({ ...entry, act: 'sign-in-failed' });
    if (locked) await this.#audit.record({ ...entry, act: 'sign-in-locked' });
  }

  /**
   * One sign-in at a time. The lockout needs it; and each holds one of libuv's four threads and
   * 32 MiB for a fifth of a second, while the conversations' files need those threads.
   */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#lastSignIn.then(task);
    this.#lastSignIn = turn.catch(() => {});
    return turn;
  }

  /** Opens a session for an agent who has proved who they are: by the password, or at the company's provider. */
  async open(agent: Agent): Promise<SignedIn & { token: string }> {
    const now = this.#clock.now();
    const token = this.#randomId();
    const session: AgentSession = {
      idHash: idHashOf(token),
      agentId: agent.id,
      csrfToken: this.#randomId(),
      expiresAt: new Date(now.getTime() + lifeMs).toISOString(),
    };
    await this.#audit.record({ ...aboutAgent(agent), actor: actorOf(agent), act: 'sign-in' });
    await this.#store.removeExpiredSessions(now);
    await this.#store.saveSession(session);
    return { agent, session, token };
  }
}

const aboutAgent = (agent: Pick<Agent, 'id'> | null): Pick<AuditEntry, 'subject' | 'details'> => ({
  subject: agent && `agent:${agent.id}`,
  details: {},
});

/** Whether a request carries the session's CSRF token; compared in constant time. */
export const csrfMatches = (session: AgentSession, given: string | undefined): boolean =>
  given !== undefined && timingSafeEqual(sha256(given), sha256(session.csrfToken));

const wrongCredentials = (): AppError =>
  new AppError({ code: 'wrong-credentials', status: 401, message: 'The id or the password is wrong' });
