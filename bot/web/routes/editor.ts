import { Router, type RequestHandler } from 'express';
import { jsonTextBody } from '../body.ts';
import { articlesCsvRoutes, editorDraftingRoutes } from './editor-drafting.ts';
import { editorInsightRoutes, type EditorInsightsParts } from './editor-insights.ts';
import { editorPageRoutes, type EditorPagesParts } from './editor-pages.ts';
import { editorPictureRoutes } from './editor-pictures.ts';
import { editorTrialRoutes, type EditorTrialsParts } from './editor-trials.ts';

export interface EditorParts extends EditorPagesParts, EditorTrialsParts, EditorInsightsParts {
  /** Lets editors through, and nobody else. */
  guard: RequestHandler[];
}

/** The workshop's API. */
export const editorRoutes = ({ guard, ...parts }: EditorParts): Router => {
  const router = Router();
  router.use(...guard);
  // Before the JSON of the others: their files are no JSON.
  router.use(articlesCsvRoutes(parts), editorPictureRoutes(parts));
  router.use(...jsonTextBody);
  router.use(editorPageRoutes(parts), editorDraftingRoutes(parts));
  router.use(editorTrialRoutes(parts), editorInsightRoutes(parts));
  return router;
};
