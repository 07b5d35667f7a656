import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';

/** Somebody of the company, with what the provider says of them. */
export interface Person {
  name: string;
  email: string;
  verified: boolean;
  userName: string;
  groups: string[];
}

/** The company's own OpenID provider: the package `oidc-provider`, with a page that asks who it is. */
export interface CompanyProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** By their `sub`; tests change it as an administrator of the company would. */
  people: Map<string, Person>;
  /** While false nobody answers, as when the provider is down. */
  up: boolean;
  stop(): Promise<void>;
}

const client = { id: 'madoguchi', secret: 'a-secret-that-only-the-two-know' };

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="ja"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
};

/** It warns of Node 20 and of everything that is only for trying out. Returns the way back. */
const quieten = (): (() => void) => {
  const { warn, info } = console;
  Object.assign(console, { warn: () => {}, info: () => {} });
  return () => void Object.assign(console, { warn, info });
};

const newProvider = async (
  issuer: string,
  services: string[],
  people: Map<string, Person>,
): Promise<Provider> => {
  const { Provider } = await import('oidc-provider');
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: services.map((url) => `${url}/api/v1/agent/session/oidc/callback`),
        post_logout_redirect_uris: services.map((url) => `${url}/console`),
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name', 'family_name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups'],
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: async (context, form) => {
          // The form's own id is `op.logoutForm`.
          const yes = '<button form="op.logoutForm" name="logout" value="yes">サインアウトする</button>';
          context.body = page('会社のアカウント', form + yes);
        },
      },
    },
    cookies: { keys: ['a key of the provider'] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const person = people.get(sub);
      if (!person) return undefined;
      const { name, email, verified, userName, groups } = person;
      const claims = { sub, name: `${name} 花子`, family_name: name, preferred_username: userName };
      return {
        accountId: sub,
        claims: async () => ({ ...claims, email, email_verified: verified, groups }),
      };
    },
    // The company's own service needs nobody's consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: client.id, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
};

/** Asks who it is: `GET` shows the page, `?as=SUB` and `?cancel` are its buttons. */
const interact = async (
  provider: Provider,
  people: Map<string, Person>,
  [request, response]: [IncomingMessage, ServerResponse],
): Promise<void> => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const accountId = searchParams.get('as');
  if (accountId !== null) {
    await provider.interactionFinished(request, response, { login: { accountId } });
  } else if (searchParams.has('cancel')) {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'private words of the provider',
    });
  } else {
    const links = [...people].map(([sub, { name }]) => `<p><a href="${pathname}?as=${sub}">${name}</a></p>`);
    response.setHeader('Content-Type', 'text/html');
    response.end(page('会社のアカウント', `${links.join('')}<p><a href="${pathname}?cancel">やめる</a></p>`));
  }
};

/** @param services the origins that may send people there */
export const startCompanyProvider = async (services: string[]): Promise<CompanyProvider> => {
  const server = createServer();
  const issuer = await listen(server);
  const people = new Map<string, Person>();
  const speakAgain = quieten();
  const provider = await newProvider(issuer, services, people);
  const answer = provider.callback();
  const company = {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    people,
    up: true,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      speakAgain();
    },
  };
  server.on('request', (request, response) => {
    if (!company.up) request.destroy();
    // Browsers ask for it by themselves, and report what is missing.
    else if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (request.url?.startsWith('/interaction/')) {
      void interact(provider, people, [request, response]).catch(() => request.destroy());
    } else void answer(request, response);
  });
  return company;
};
