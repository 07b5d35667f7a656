import helmet from 'helmet';
import type { RequestHandler } from 'express';

type Directives = Record<string, string[]>;

const strict: Directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
};

const headers = (directives: Directives, frameable: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    // Framing is said by frame-ancestors, which knows more than one origin.
    xFrameOptions: frameable ? false : { action: 'deny' },
    crossOriginResourcePolicy: { policy: frameable ? 'cross-origin' : 'same-origin' },
    crossOriginOpenerPolicy: frameable ? false : { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  });

/** Pages of our own: console, API reference. */
export const ownPageHeaders = headers(strict, false);

/** The demo page carries the widget's frame, as a host page does. */
export const demoPageHeaders = headers({ ...strict, frameSrc: ["'self'"] }, false);

/** The API: nothing of it is a document. */
export const apiHeaders = headers({ defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, false);

/** The one Trusted Types policy of the frame: it names its worker's address (`frame/later/keep-shell.ts`). */
const FRAME_POLICY = 'madoguchi-shell';

/** The frame, embedded by the allowed host pages only. */
export const frameHeaders = (origins: readonly string[]): RequestHandler =>
  headers(
    {
      ...strict,
      workerSrc: ["'self'"],
      trustedTypes: [FRAME_POLICY],
      frameAncestors: ["'self'", ...origins],
    },
    true,
  );

const loaderPolicy = headers({ defaultSrc: ["'none'"] }, true);

/** `/widget.js`, which any host page may load; a browser compares it with a hash only where it may read it. */
export const loaderHeaders: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  loaderPolicy(request, response, next);
};
