import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { AppError } from '../../bot/errors.ts';
import { lastSeq } from '../../bot/domain/conversation.ts';
import { checkAll, type Real } from './life-cycle-checks.ts';
import { agents, type Model } from './life-cycle-model.ts';
import type { Program } from './life-cycle-program.ts';

type Command = fc.AsyncCommand<Model, Real>;

/** Past this the year's end begins, which the model does not know. */
const lastInstant = Date.parse('2026-12-25T00:00:00+09:00');

interface Step {
  name: string;
  possible(model: Readonly<Model>): boolean;
  /** Does it on both sides; the clock has gone on by a second before. */
  run(model: Model, program: Program, ids: readonly string[]): Promise<void>;
}

/** A step as fast-check's command, after which everything is looked at. */
const command = ({ name, possible, run }: Step): Command => ({
  check: (model) => model.now < lastInstant && possible(model),
  run: async (model, real) => {
    model.now += 1_000;
    real.program.clock.set(new Date(model.now));
    await run(model, real.program, real.ids);
    await checkAll(model, real);
  },
  toString: () => name,
});

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
};

const see = (model: Model, agent: number): void => void (model.seen[agent] = model.monotonicMs);

/** How an agent's request reaches the desk: it is a sign of life as well. */
const as = (model: Model, program: Program, agent: number) => {
  see(model, agent);
  program.presence.seen(at(agents, agent).id);
  return at(agents, agent);
};

/** Mostly one conversation, so that much happens to it; the others make the queue. */
const which = fc.constantFrom(0, 0, 0, 1, 2);
type Who = 'the holder' | number;
/** Mostly who has it: what anybody else tries is refused, which is soon told. */
const who = fc.constantFrom<Who>('the holder', 'the holder', 'the holder', 0, 1, 2);

const agentOf = (model: Model, c: number, whoever: Who): number =>
  whoever === 'the holder' ? (model.at(c).holder ?? 0) : whoever;

const request = which.map((c) =>
  command({
    name: `customer ${c} asks for a person`,
    possible: (model) => ['bot', 'closed'].includes(model.at(c).state),
    run: async (model, program, ids) => {
      const id = at(ids, c);
      const one = model.at(c);
      await program.conversations.requestHandoff(id);
      if (one.state === 'closed') one.state = 'bot';
      if (!model.staffed) return;
      // Asked once in a conversation's life.
      const known = (await program.load(id)).desk.state === 'waiting';
      for (const text of known ? [] : ['操作や設定の方法', '招待の取り消し方']) {
        await program.say(id, text);
        one.written.push(text);
      }
      one.request(model.now);
    },
  }),
);

const say = fc
  .tuple(which, fc.constantFrom('給与明細を公開したい', 'ありがとうございます', '続きがあります'))
  .map(([c, text]) =>
    command({
      name: `customer ${c} writes ${text}`,
      possible: () => true,
      run: async (model, program, ids) => {
        await program.say(at(ids, c), text);
        model.at(c).customerWrites(text);
      },
    }),
  );

const leave = which.map((c) =>
  command({
    name: `customer ${c} leaves the queue`,
    possible: () => true,
    run: async (model, program, ids) => {
      await program.conversations.leaveQueue(at(ids, c));
      if (model.at(c).state === 'waiting') model.at(c).state = 'bot';
    },
  }),
);

const claimAtOnce = which.map((c) =>
  command({
    name: `all agents claim ${c} at once`,
    possible: () => true,
    run: async (model, program, ids) => {
      const one = model.at(c);
      const { state, holder } = one;
      const results = await Promise.allSettled(
        agents.map((_agent, index) => program.desk.claim(at(ids, c), as(model, program, index))),
      );
      const winners = results.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
      if (state === 'waiting') {
        assert.equal(winners.length, 1);
        one.take(at(winners, 0));
      } else assert.deepEqual(winners, holder === null ? [] : [holder]);
    },
  }),
);

/** In another's conversation by the role of who asks, elsewhere by its state. */
const isRefused = (error: unknown): boolean =>
  error instanceof AppError && (error.status === 409 || error.code === 'role-not-allowed');

interface AgentStep {
  name: string;
  does(act: { program: Program; id: string; agent: (typeof agents)[number] }, model: Model): Promise<unknown>;
  follow(model: Model, c: number, agent: number): void;
}

/** What only the holder may do; anybody else is refused, and nothing changes. */
const byHolder = ({ name, does, follow }: AgentStep): fc.Arbitrary<Command> =>
  fc.tuple(which, who).map(([c, whoever]) =>
    command({
      name: `agent ${whoever} ${name} ${c}`,
      possible: () => true,
      run: async (model, program, ids) => {
        const id = at(ids, c);
        const a = agentOf(model, c, whoever);
        const doing = does({ program, id, agent: as(model, program, a) }, model);
        if (model.at(c).held && model.at(c).holder === a) {
          await doing;
          await program.fault.after?.(program, name, id);
          follow(model, c, a);
        } else await assert.rejects(doing, isRefused);
      },
    }),
  );

const release = byHolder({
  name: 'gives back',
  does: ({ program, id, agent }) => program.desk.release(id, agent),
  follow: (model, c) => model.at(c).giveBack(),
});

const transfer = byHolder({
  name: 'hands on',
  does: async ({ program, id, agent }) => {
    const to = at(agents, (agents.indexOf(agent) + 1) % agents.length);
    await program.desk.transfer(id, agent, { agent: to, note: 'お願いします' });
  },
  follow: (model, c, a) => {
    const to = (a + 1) % agents.length;
    // A transfer is taken for a sign that the receiver is there.
    see(model, to);
    model.at(c).take(to);
  },
});

const answer = byHolder({
  name: 'answers',
  does: async ({ program, id, agent }, model) => {
    const seenSeq = lastSeq(await program.load(id));
    const message = { clientMessageId: program.newId(), text: `回答${model.now}`, seenSeq };
    await program.desk.answer(id, agent, message);
  },
  follow: (model, c) => {
    const one = model.at(c);
    one.written.push(`回答${model.now}`);
    one.state = 'answered';
    one.closesOn = model.closesOnIfAnswered;
  },
});

const answerUnseen = which.map((c) =>
  command({
    name: `the holder of ${c} answers and closes what they have not read`,
    possible: (model) => model.at(c).state === 'claimed',
    run: async (model, program, ids) => {
      const id = at(ids, c);
      const agent = as(model, program, model.at(c).holder ?? 0);
      const seenSeq = lastSeq(await program.load(id));
      await program.say(id, 'もう一つあります');
      model.at(c).customerWrites('もう一つあります');
      const message = { clientMessageId: program.newId(), text: '回答', seenSeq };
      const refused = { status: 409, code: 'customer-wrote' };
      await assert.rejects(program.desk.answer(id, agent, message), refused);
      await assert.rejects(program.desk.close(id, agent, seenSeq), refused);
    },
  }),
);

const close = fc.tuple(which, who).map(([c, whoever]) =>
  command({
    name: `agent ${whoever} closes ${c}`,
    possible: () => true,
    run: async (model, program, ids) => {
      const one = model.at(c);
      const a = agentOf(model, c, whoever);
      const closing = program.desk.close(at(ids, c), as(model, program, a));
      const may = one.state === 'waiting' || (one.held && one.holder === a);
      if (may) one.end();
      if (may || one.state === 'closed') await closing;
      else await assert.rejects(closing, isRefused);
    },
  }),
);

const survey = fc.tuple(which, fc.constantFrom(1, 5)).map(([c, score]) =>
  command({
    name: `customer ${c} answers the survey with ${score}`,
    possible: () => true,
    run: async (model, program, ids) => {
      const one = model.at(c);
      const before = (await program.load(at(ids, c))).events.filter(({ type }) => type === 'survey').length;
      const answered = await program.conversations.survey(at(ids, c), { score, comment: null }).then(
        () => true,
        () => false,
      );
      const after = (await program.load(at(ids, c))).events.filter(({ type }) => type === 'survey').length;
      // The first answer to each question is taken; the same again is no second, another is refused.
      const open = one.surveyOpen && one.surveysAnswered < one.surveysAsked;
      assert.equal(after - before, open ? 1 : 0);
      if (open) assert.ok(answered);
      if (open) one.surveysAnswered += 1;
      if (open) one.surveyOpen = false;
    },
  }),
);

const passTime = fc.constantFrom(0.5, 'the next opening', 'the next opening', 75, 120).map((long) =>
  command({
    name: typeof long === 'number' ? `${long} hours pass` : 'time passes until the next opening',
    possible: () => true,
    run: async (model, program) => {
      if (typeof long === 'number') model.now += long * 3_600_000;
      else model.openNextMorning();
      program.clock.set(new Date(model.now));
      await program.sweep();
      model.sweep();
    },
  }),
);

const fallSilent = fc.subarray([0, 1, 2]).map((there) =>
  command({
    name: `for 50 s only the agents [${there.join()}] give a sign of life`,
    possible: () => true,
    run: async (model, program) => {
      for (let look = 0; look < 2; look += 1) {
        model.monotonicMs += 25_000;
        program.monotonicMs = model.monotonicMs;
        for (const agent of there) as(model, program, agent);
        await program.sweep();
        model.sweep();
      }
    },
  }),
);

const restart = fc.constant(
  command({
    name: 'the program is restarted',
    possible: () => true,
    run: async (model, program) => {
      program.restart();
      model.restart();
      await program.sweep();
      model.sweep();
    },
  }),
);

/** Each with how often it is drawn. */
const weighted: [fc.Arbitrary<Command>, number][] = [
  [request, 3],
  [claimAtOnce, 3],
  [answer, 3],
  [passTime, 3],
  [survey, 2],
  [say, 1],
  [leave, 1],
  [release, 1],
  [transfer, 1],
  [answerUnseen, 1],
  [close, 1],
  [fallSilent, 1],
  [restart, 1],
];

/** Everything that customers, agents, time and operators can do to three conversations. */
export const lifeCycleCommands = fc.commands(
  weighted.flatMap(([one, times]) => Array.from({ length: times }, () => one)),
  { size: 'max', maxCommands: 60 },
);
