import { Router, type Response } from 'express';
import { AppError } from '../../errors.ts';
import type { CompanySignIn, NextPage } from '../agents/oidc/company-sign-in.ts';
import { parse } from '../problem.ts';
import type { RateLimits } from '../rate-limits.ts';
import { companySignInRequest } from '../wire.ts';

interface Parts {
  /** Null where OpenID Connect is not configured. */
  company: CompanySignIn | null;
  limits: RateLimits;
}

const notOffered = (): AppError =>
  new AppError({
    code: 'sign-in-not-offered',
    status: 404,
    message: 'signing in by OpenID Connect is not configured; use POST /agent/session',
  });

const go = (response: Response, { location, cookies }: NextPage): void => {
  response.setHeader('Set-Cookie', cookies);
  response.redirect(303, location);
};

/** Pages that a browser passes through when an agent signs in or out with the company's account. */
export const agentCompanySessionRoutes = ({ company, limits }: Parts): Router => {
  const router = Router();
  if (!company) {
    router.get(['/', '/callback', '/end'], () => {
      throw notOffered();
    });
    return router;
  }
  router.use(limits.signIns);

  router.get('/', async (request, response) => {
    const { prompt } = parse(companySignInRequest, request.query);
    go(response, await company.begin(prompt === 'login'));
  });

  router.get('/callback', async (request, response) => {
    // As it came: express's own reading would make lists of what must stand there once.
    const query = new URL(request.originalUrl, 'http://localhost').searchParams;
    go(response, await company.finish(query, request.headers.cookie));
  });

  router.get('/end', async (request, response) => {
    go(response, await company.end(request.headers.cookie));
  });

  return router;
};
