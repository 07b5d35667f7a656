import { createHash } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import { isClosed, isSameSubject, type Agent, type AgentRole, type Subject } from '../../../domain/agent.ts';
import type { AuditEntry } from '../../../domain/audit.ts';
import type { Auditing } from '../../../handoff/auditing.ts';
import type { AgentStore } from '../../../store/port.ts';
import { SignInFailure } from './failure.ts';
import type { Person } from './person.ts';

/** As in `agentSchema`, with room for what tells two of the same name apart. */
const longestBase = 50;
const hashLength = 8;

interface Parts {
  store: AgentStore;
  audit: Auditing;
  clock: Clock;
  /** Whether the provider says who has which role, and so who has an account. */
  rolesFromProvider: boolean;
}

const hasSubject =
  (subject: Subject) =>
  (agent: Agent): boolean =>
    isSameSubject(agent.subject, subject);

/**
 * The ids that a new account may get, best first. The same for each attempt of one person, so that two
 * at the same moment meet at one of them.
 */
const idsFor = ({ userName, subject }: Person): string[] => {
  const readable = (userName ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/@.*$/s, '')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, longestBase);
  const base = readable || 'agent';
  const hash = createHash('sha256')
    .update(JSON.stringify([subject.issuer, subject.sub]))
    .digest('hex');
  const distinct = `${base}-${hash.slice(0, hashLength)}`;
  return readable ? [base, distinct] : [distinct];
};

/** Which account here a company account opens. */
export class CompanyAccounts {
  readonly #store: AgentStore;
  readonly #audit: Auditing;
  readonly #clock: Clock;
  readonly #rolesFromProvider: boolean;

  constructor({ store, audit, clock, rolesFromProvider }: Parts) {
    this.#store = store;
    this.#audit = audit;
    this.#clock = clock;
    this.#rolesFromProvider = rolesFromProvider;
  }

  /**
   * The account that is tied to the person's `issuer` and `sub`. At their first sign-in: the one that an
   * administrator gave the person's verified address, or else, where the provider grants roles, a new one.
   * Where it does, its role is the account's from now on.
   * @throws SignInFailure `no-role`, `no-account`
   */
  async of(person: Person): Promise<Agent> {
    const { role } = person;
    if (this.#rolesFromProvider && !role) throw new SignInFailure('no-role');
    const agents = await this.#store.listAgents();
    const known = agents.find(hasSubject(person.subject));
    if (known) return this.#updated(known, role);
    const expected = person.email && agents.find((agent) => isExpected(agent, person.email));
    if (expected) return this.#tied(expected, person);
    if (!role) throw new SignInFailure('no-account');
    return this.#created(person, role);
  }

  async #updated(known: Agent, role: AgentRole | null): Promise<Agent> {
    if (isClosed(known)) throw new SignInFailure('no-account', 'closed');
    if (!role || known.role === role) return known;
    await this.#record('account-changed', known.id, { roleBefore: known.role, role });
    return this.#changed(known.id, (agent) => ({ ...agent, role }));
  }

  async #tied({ id }: Agent, { subject, email, role }: Person): Promise<Agent> {
    await this.#record('account-changed', id, { company: true, ...(role ? { role } : {}) });
    return this.#changed(id, (agent) => {
      // Since it was found, another may have come before, or the administrator thought better of it.
      const stillFree = isExpected(agent, email) || hasSubject(subject)(agent);
      if (!stillFree) throw new SignInFailure('no-account', 'changed');
      return { ...agent, subject, role: role ?? agent.role };
    });
  }

  async #changed(id: string, change: (agent: Agent) => Agent): Promise<Agent> {
    const changed = await this.#store.changeAgent(id, change);
    if (!changed || isClosed(changed)) throw new SignInFailure('no-account', 'removed');
    return changed;
  }

  /** The provider's word is what changes an account here; nobody of ours does. */
  #record(act: AuditEntry['act'], id: string, details: AuditEntry['details']): Promise<void> {
    return this.#audit.record({ actor: 'system', act, subject: `agent:${id}`, details });
  }

  async #created(person: Person, role: AgentRole): Promise<Agent> {
    const createdAt = this.#clock.now().toISOString();
    for (const id of idsFor(person)) {
      const agent = { id, name: person.name ?? id, role, subject: person.subject, createdAt };
      if (!(await this.#store.findAgent(id))) {
        await this.#record('account-created', id, { role, company: true });
        if (await this.#store.createAgent(agent)) return agent;
      }
      // It may be this very person, who pressed twice.
      const taken = await this.#store.findAgent(id);
      if (taken && hasSubject(person.subject)(taken)) return this.#updated(taken, role);
    }
    throw new SignInFailure('no-account', 'ids-taken');
  }
}

/** Whether an administrator gave the account this address, and nobody has come with it yet. */
const isExpected = (agent: Agent, email: string | null): boolean =>
  agent.email !== undefined && agent.email === email && !agent.subject && !isClosed(agent);
