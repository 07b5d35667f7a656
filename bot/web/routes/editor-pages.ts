import { Router } from 'express';
import type { Clock } from '../../clock.ts';
import type { KnowledgeSources } from '../../knowledge/sources.ts';
import { actorOf } from '../../domain/audit.ts';
import type { Auditing } from '../../handoff/auditing.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { japanDate } from '../../policy/japan-time.ts';
import { pageId } from '../../workshop/drafts/page-path.ts';
import type { Workbench } from '../../workshop/drafts/workbench.ts';
import type { Editing } from '../../workshop/editing.ts';
import { listPages } from '../../workshop/page-list.ts';
import { agentOf } from '../agents/guard.ts';
import { presentAgent } from '../presenters/agent.ts';
import { presentPage, presentPageItem } from '../presenters/editor.ts';
import { parse } from '../problem.ts';
import {
  draftAction,
  draftRequest,
  editingRequest,
  pageQuery,
  restoreRequest,
  reviewRequest,
  versionQuery,
} from '../wire.ts';

export interface EditorPagesParts {
  workbench: Workbench;
  editing: Editing;
  approvedByAnother: boolean;
  audit: Auditing;
  clock: Clock;
}

/** Listing, writing, approving and restoring texts. Behind the guard of the editors. */
export const editorPageRoutes = ({
  workbench,
  editing,
  approvedByAnother,
  audit,
  clock,
}: EditorPagesParts): Router => {
  const router = Router();

  router.get('/pages', async (_request, response) => {
    const [files, drafts] = await Promise.all([workbench.files(), workbench.drafts()]);
    response.json({
      pages: listPages(files, drafts).map(presentPageItem),
      ...choicesOf(loadKnowledge(files).sources),
      today: japanDate(clock.now()),
      approvedByAnother,
      me: presentAgent(agentOf(response)),
    });
  });

  router.get('/page', async (request, response) => {
    response.json(presentPage(await workbench.open(parse(pageQuery, request.query).path)));
  });

  router.get('/version', async (request, response) => {
    const { path, version } = parse(versionQuery, request.query);
    response.json({ version, ...(await workbench.version(path, version)) });
  });

  router.post('/review', async (request, response) => {
    const { findings, title, blocks } = await workbench.review(parse(reviewRequest, request.body));
    response.json({ findings, title, blocks });
  });

  router.put('/draft', async (request, response) => {
    const draft = parse(draftRequest, request.body);
    response.json(presentPage(await workbench.save(draft, agentOf(response))));
  });

  router.post('/discard', async (request, response) => {
    const { path, fingerprint } = parse(draftAction, request.body);
    await workbench.discard(path, fingerprint);
    response.status(204).end();
  });

  router.post('/publish', async (request, response) => {
    const { path, fingerprint } = parse(draftAction, request.body);
    const editor = agentOf(response);
    const published = await workbench.publish(path, fingerprint, editor);
    const version = published.history[0]?.version ?? 0;
    await audit.note({
      actor: actorOf(editor),
      act: 'text-published',
      subject: `text:${pageId(path)}`,
      details: { version },
    });
    response.json(presentPage(published));
  });

  router.post('/restore', async (request, response) => {
    const { path, version } = parse(restoreRequest, request.body);
    response.json(presentPage(await workbench.restore(path, version, agentOf(response))));
  });

  router.post('/editing', (request, response) => {
    const { path } = parse(editingRequest, request.body);
    response.json({ others: editing.seen(path, agentOf(response)) });
  });

  return router;
};

/** What a form offers to choose from; nothing while its file cannot be read. */
const choicesOf = ({ categories, eligibility }: KnowledgeSources) => ({
  groups: (categories?.value ?? []).map(({ id, name }) => ({ id, name })),
  plans: (eligibility?.value.plans ?? []).map(({ id, name }) => ({ id, name })),
});
