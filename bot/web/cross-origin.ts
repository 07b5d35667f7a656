import type { RequestHandler } from 'express';

const methods = 'GET, POST';
const headers = 'Authorization, Content-Type, Last-Event-ID';
/** Seconds a browser may keep the answer to a preflight. */
const maxAge = '600';

/**
 * CORS by an allow-list of exact origins. `null`, look-alikes and everything else get no header at all;
 * the widget's frame needs none, since it is of our own origin.
 */
export const allowOrigins =
  (origins: readonly string[]): RequestHandler =>
  (request, response, next) => {
    response.vary('Origin');
    const { origin } = request.headers;
    const allowed = origin !== undefined && origins.includes(origin);
    if (allowed) response.setHeader('Access-Control-Allow-Origin', origin);
    if (!allowed || request.method !== 'OPTIONS') return next();
    response.setHeader('Access-Control-Allow-Methods', methods);
    response.setHeader('Access-Control-Allow-Headers', headers);
    response.setHeader('Access-Control-Max-Age', maxAge);
    response.status(204).end();
  };
