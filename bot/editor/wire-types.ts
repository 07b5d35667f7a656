import type { z } from 'zod';
import type { agentView } from '../web/wire.ts';

/** The wire's types under the names this program uses. Types only: no schema gets into the bundle. */
export type {
  EditingResponse,
  FiguresResponse,
  GapsResponse,
  ImpactResponse,
  ImportResponse,
  NewPictureResponse,
  OutcomeView,
  PageItem,
  PageResponse,
  PagesResponse,
  ReviewResponse,
  TryResponse,
  UseResponse,
  VersionResponse,
} from '../web/wire.ts';
export type { Block } from '../domain/blocks.ts';
export type AgentView = z.infer<typeof agentView>;
