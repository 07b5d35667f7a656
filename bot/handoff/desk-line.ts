import type { Desk, NewEvent } from '../domain/conversation.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { DeskAction } from '../domain/ticket.ts';
import { wordingText } from '../knowledge/wording-text.ts';
import { reply } from '../domain/reply.ts';
import { dateText } from '../policy/japan-time.ts';

/** The lines that the transcript shows for what happens at the desk, in approved wording. */
export const deskLine = {
  status(
    knowledge: Knowledge,
    wordingId: string,
    change: { before: Desk; desk: Desk; action: DeskAction },
  ): NewEvent {
    const { before, desk, action } = change;
    const text = wordingText(knowledge, wordingId, {
      agentName: desk.agentName ?? before.agentName ?? '',
      closesOn: desk.closesOn ? dateText(desk.closesOn) : '',
    });
    return {
      type: 'status',
      from: before.state,
      to: desk.state,
      cause: action,
      agentId: desk.agentId,
      agentName: desk.agentName,
      ...text,
    };
  },

  survey(knowledge: Knowledge): NewEvent {
    return { type: 'survey-asked', ...wordingText(knowledge, 'survey-ask') };
  },

  openNow(knowledge: Knowledge): NewEvent {
    return reply('notice', wordingText(knowledge, 'desk-open-now'), {
      quickReplies: [{ label: '担当者に相談する', action: 'handoff' }],
    });
  },
};
