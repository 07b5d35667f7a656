import express, { Router } from 'express';
import { loadKnowledge } from '../../knowledge/load.ts';
import { articlesCsv } from '../../workshop/articles-csv.ts';
import { readArticlesCsv } from '../../workshop/read-articles-csv.ts';
import { newArticle } from '../../workshop/drafts/add-questions.ts';
import type { Workbench } from '../../workshop/drafts/workbench.ts';
import { agentOf } from '../agents/guard.ts';
import { presentPage } from '../presenters/editor.ts';
import { parse } from '../problem.ts';
import { addQuestionsRequest, importQuery, newArticleRequest } from '../wire.ts';

/** A file of 1,000 articles has some 2 MB. */
const csvBody = express.raw({ type: 'text/csv', limit: '8mb' });

/** Drafts made from what customers asked. Behind the guard of the editors. */
export const editorDraftingRoutes = ({ workbench }: { workbench: Workbench }): Router => {
  const router = Router();

  router.post('/gaps/add', async (request, response) => {
    const { path, questions } = parse(addQuestionsRequest, request.body);
    response.json(presentPage(await workbench.addQuestions(path, questions, agentOf(response))));
  });

  router.post('/gaps/new', async (request, response) => {
    const { id, title, group, questions } = parse(newArticleRequest, request.body);
    const draft = {
      path: `knowledge/articles/${id}.md`,
      text: newArticle(title, group, questions),
      fingerprint: null,
    };
    response.status(201).json(presentPage(await workbench.save(draft, agentOf(response))));
  });

  return router;
};

/** Articles as a spreadsheet, both ways. */
export const articlesCsvRoutes = ({ workbench }: { workbench: Workbench }): Router => {
  const router = Router();

  router.get('/articles.csv', async (_request, response) => {
    const { articles } = loadKnowledge(await workbench.files()).sources;
    response.type('text/csv; charset=utf-8').attachment('articles.csv').send(articlesCsv(articles.values()));
  });

  router.post('/articles.csv', csvBody, async (request, response) => {
    const { articles: present } = loadKnowledge(await workbench.files()).sources;
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { articles: imported, lost } = readArticlesCsv(bytes, present);
    // Whoever has not seen what is lost has not agreed to it.
    const isAsked = lost.length > 0 && parse(importQuery, request.query).lost !== 'accepted';
    const came = await workbench.importDrafts(isAsked ? [] : imported, agentOf(response));
    response.json({ ...came, lost: isAsked ? lost : [] });
  });

  return router;
};
