import { Router, type Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { BrainSource } from '../../conversation/brain.ts';
import { isClosed } from '../../domain/agent.ts';
import { lastSeq, type Conversation } from '../../domain/conversation.ts';
import { AppError } from '../../errors.ts';
import type { ConversationReads } from '../../handoff/conversation-reads.ts';
import type { ActingAgent } from '../../handoff/audited.ts';
import type { HandoffDesk } from '../../handoff/desk.ts';
import type { Redactions } from '../../handoff/redactions.ts';
import type { AgentStore } from '../../store/port.ts';
import { agentOf, agentsOnly, onlyWhoMay, type GuardParts } from '../agents/guard.ts';
import { openAgentStream, type AgentStreamParts } from '../agent-stream.ts';
import { agentTexts } from '../agent-texts.ts';
import { jsonBody } from '../body.ts';
import { presentAgent } from '../presenters/agent.ts';
import { presentConversation } from '../presenters/desk.ts';
import { presentEventToAgent } from '../presenters/events.ts';
import { parse } from '../problem.ts';
import {
  agentMessageRequest,
  closeRequest,
  historyRequest,
  noteRequest,
  redactRequest,
  textsRequest,
  transferRequest,
  type ConversationView,
  type HistoryRequest,
  type HistoryResponse,
} from '../wire.ts';

interface Parts extends AgentStreamParts, GuardParts {
  brain: BrainSource;
  clock: Clock;
  desk: HandoffDesk;
  redactions: Redactions;
  reads: ConversationReads;
  agents: AgentStore;
  history(wanted: HistoryRequest, agent: ActingAgent): Promise<HistoryResponse>;
}

const afterQuery = z.object({ after: z.coerce.number().int().min(0).default(0) });

const idOf = (request: Request): string => String(request.params['id']);

/** The agents' API of the desk (contracts.md, "HTTP"). */
export const agentConversationRoutes = (parts: Parts): Router => {
  const { desk, redactions, agents } = parts;
  const router = Router();
  const present = (conversation: Conversation, after = 0): ConversationView =>
    presentConversation(conversation, parts.brain.current().knowledge, after);
  router.use(...jsonBody, agentsOnly(parts), onlyWhoMay('read'));

  router.get('/events', async (_request, response) => openAgentStream(parts, response));

  router.get('/queue', async (_request, response) => {
    response.json(await parts.queue());
  });

  router.get('/agents', async (_request, response) => {
    const all = await agents.listAgents();
    response.json({ agents: all.filter((agent) => !isClosed(agent)).map(presentAgent) });
  });

  router.get('/texts', (request, response) => {
    const { q } = parse(textsRequest, request.query);
    const who = { agent: agentOf(response), now: parts.clock.now() };
    response.json({ texts: agentTexts(parts.brain.current(), q, who) });
  });

  router.get('/conversations', async (request, response) => {
    response.json(await parts.history(parse(historyRequest, request.query), agentOf(response)));
  });

  router.get('/conversations/:id', async (request, response) => {
    const { after } = parse(afterQuery, request.query);
    const found = await desk.find(idOf(request));
    await parts.reads.happened(found, agentOf(response));
    response.json(present(found, after));
  });

  for (const action of ['claim', 'release'] as const) {
    router.post(`/conversations/:id/${action}`, async (request, response) => {
      response.json(present(await desk[action](idOf(request), agentOf(response))));
    });
  }

  router.post('/conversations/:id/close', async (request, response) => {
    // Without a body: how it was closed before there was anything to say.
    const { seenSeq } = parse(closeRequest, request.body ?? {});
    const closed = await desk.close(idOf(request), agentOf(response), seenSeq ?? null);
    response.json(present(closed));
  });

  router.post('/conversations/:id/messages', async (request, response) => {
    const body = parse(agentMessageRequest, request.body);
    const { message, conversation } = await desk.answer(idOf(request), agentOf(response), body);
    response
      .status(201)
      .json({ message: presentEventToAgent(message, conversation), seq: lastSeq(conversation) });
  });

  router.post('/conversations/:id/typing', async (request, response) => {
    const agent = agentOf(response);
    const { id } = await desk.findHeld(idOf(request), agent);
    parts.typing.tell({ conversationId: id, agentName: agent.name });
    response.status(204).end();
  });

  router.post('/conversations/:id/notes', async (request, response) => {
    const { text } = parse(noteRequest, request.body);
    response.status(201).json(present(await desk.note(idOf(request), agentOf(response), text)));
  });

  router.post('/conversations/:id/transfer', async (request, response) => {
    const { agentId, note } = parse(transferRequest, request.body);
    const receiver = await agents.findAgent(agentId);
    if (!receiver || isClosed(receiver)) {
      throw new AppError({ code: 'agent-not-found', status: 422, message: 'there is no such agent' });
    }
    const moved = await desk.transfer(idOf(request), agentOf(response), {
      agent: receiver,
      note: note ?? null,
    });
    response.json(present(moved));
  });

  router.post('/conversations/:id/redact', async (request, response) => {
    const target = parse(redactRequest, request.body);
    response.json(present(await redactions.redact(idOf(request), agentOf(response), target)));
  });

  return router;
};
