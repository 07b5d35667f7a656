import * as wire from '../wire.ts';
import type { Operation } from './operation.ts';

/** How agents and editors sign in and out. */
export const signInOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/agent/session',
    summary:
      'Log in. Browsers go on with the cookie and `X-CSRF-Token`, `token` is for a program in the agent’s place; programs of their own have API tokens.',
    auth: 'none',
    body: wire.sessionRequest,
    success: { status: 201, schema: wire.sessionResponse },
    errors: [400, 401, 429, 503],
  },
  {
    method: 'get',
    path: '/agent/session/ways',
    summary: 'How agents can sign in here.',
    auth: 'none',
    success: { status: 200, schema: wire.signInWaysResponse },
    errors: [],
  },
  {
    method: 'get',
    path: '/agent/session/oidc',
    summary:
      'For browsers: on to the provider of the company accounts, or to the console with the reason why not.',
    auth: 'none',
    query: { prompt: '`login`: the provider asks who it is even if it knows.' },
    success: { status: 303 },
    errors: [400, 404, 429],
  },
  {
    method: 'get',
    path: '/agent/session/oidc/callback',
    summary:
      'For browsers: back from the provider. Opens a session and goes on to the console, which says the reason when there is none.',
    auth: 'none',
    query: { code: 'From the provider.', state: 'From the provider.', error: 'From the provider.' },
    success: { status: 303 },
    errors: [404, 429],
  },
  {
    method: 'get',
    path: '/agent/session/oidc/end',
    summary: 'For browsers, after logging out: signs out at the provider, too, where it offers that.',
    auth: 'none',
    success: { status: 303 },
    errors: [404, 429],
  },
  {
    method: 'get',
    path: '/agent/session',
    summary: 'Who is logged in.',
    auth: 'agent',
    success: { status: 200, schema: wire.sessionResponse.omit({ token: true }) },
    errors: [401, 403],
  },
  {
    method: 'delete',
    path: '/agent/session',
    summary: 'Log out.',
    auth: 'agent',
    success: { status: 204 },
    errors: [401, 403],
  },
];
