import type { z } from 'zod';
export type { QueuePlace } from '../../web/wire.ts';
import type {
  eventsResponse,
  faqRequest,
  handoffRequest,
  messageRequest,
  messageResponse,
  noticeView,
  openRequest,
  openResponse,
  suggestResponse,
  surveyRequest,
} from '../../web/wire.ts';

/** Types of the wire format that the frame alone names; only types, so that zod stays on the server. */
export type OpenRequest = z.infer<typeof openRequest>;
export type OpenResponse = z.infer<typeof openResponse>;
export type MessageRequest = z.infer<typeof messageRequest>;
export type MessageResponse = z.infer<typeof messageResponse>;
export type EventsResponse = z.infer<typeof eventsResponse>;
export type FaqRequest = z.infer<typeof faqRequest>;
/** As it is sent: every action is named. */
export type HandoffRequest = z.output<typeof handoffRequest>;
export type HandoffAction = HandoffRequest['action'];
export type SurveyRequest = z.infer<typeof surveyRequest>;
export type SuggestResponse = z.infer<typeof suggestResponse>;
export type NoticeView = z.infer<typeof noticeView>;
