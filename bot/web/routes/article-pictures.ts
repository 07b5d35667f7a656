import { Router } from 'express';
import type { Knowledge } from '../../domain/knowledge.ts';
import { sendArticlePicture } from '../pictures/send-picture.ts';
import { ownPageHeaders } from '../security-headers.ts';

/**
 * The pictures of answers, for everybody, as the answers themselves are. Only what was approved has an address;
 * each is named after its content and never changes.
 */
export const articlePictureRoutes = (knowledge: () => Pick<Knowledge, 'pictures'>): Router => {
  const router = Router({ strict: true });
  router.get('/pictures/:name', ownPageHeaders, (request, response, next) => {
    const name = String(request.params['name']);
    const picture = knowledge().pictures.get(name);
    if (!picture) return next();
    sendArticlePicture(response, { ...picture, name, cachedBy: 'public' });
  });
  return router;
};
