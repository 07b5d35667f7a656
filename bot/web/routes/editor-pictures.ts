import { Router, type Request } from 'express';
import { AppError } from '../../errors.ts';
import type { Workbench } from '../../workshop/drafts/workbench.ts';
import { isPicture, withPicture } from '../pictures/picture-body.ts';
import { notAPicture } from '../pictures/picture-type.ts';
import { remakeForArticle } from '../pictures/remake-for-article.ts';
import { sendArticlePicture } from '../pictures/send-picture.ts';
import { presentNewPicture } from '../presenters/editor.ts';
import { parse } from '../problem.ts';
import { pageQuery } from '../wire.ts';

const pictureNotFound = (): AppError =>
  new AppError({ code: 'picture-not-found', status: 404, message: 'there is no such picture' });

/** The page is named, and the body says that it is a picture, before any of it is read. */
const admit = (request: Request): Promise<void> => {
  parse(pageQuery, request.query);
  if (!isPicture(request)) throw notAPicture();
  return Promise.resolve();
};

/** Pictures of articles while they are written. Behind the guard of the editors; bodies are no JSON. */
export const editorPictureRoutes = ({ workbench }: { workbench: Workbench }): Router => {
  const router = Router();

  router.post(
    '/pictures',
    withPicture(admit, async (sent, request, response) => {
      const { path } = parse(pageQuery, request.query);
      const made = await remakeForArticle(sent);
      response.status(201).json(presentNewPicture(await workbench.addPicture(path, made.bytes), made));
    }),
  );

  router.get('/pictures/:name', async (request, response) => {
    const name = String(request.params['name']);
    const picture = await workbench.picture(name);
    if (!picture) throw pictureNotFound();
    sendArticlePicture(response, { ...picture, name, cachedBy: 'private' });
  });

  return router;
};
