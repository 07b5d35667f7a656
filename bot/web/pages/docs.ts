import { z } from 'zod';
import { operations, type Operation } from '../openapi.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const code = (text: string): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

const schemaBlock = (title: string, schema: unknown): string =>
  `<details><summary>${escape(title)}</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`;

const section = ({ method, path, summary, query, body, success, errors }: Operation): string =>
  [
    `<section><h2><span class="method">${method.toUpperCase()}</span> <code>${escape(path)}</code></h2>`,
    `<p>${code(summary)}</p>`,
    ...Object.entries(query ?? {}).map(
      ([name, text]) => `<p><code>?${escape(name)}=</code> ${escape(text)}</p>`,
    ),
    body ? schemaBlock('Request', z.toJSONSchema(body, { io: 'input' })) : '',
    success.schema
      ? schemaBlock(`${success.status}`, z.toJSONSchema(success.schema))
      : `<p>${success.status}</p>`,
    errors.length > 0 ? `<p>Problems: ${errors.join(', ')}</p>` : '',
    '</section>',
  ].join('\n');

/** The API reference as one page without a script, made from the table that the OpenAPI document is made from. */
export const docsPage = (): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Madoguchi API</title>
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<main>
<h1>Madoguchi API</h1>
<p>All calls are under <code>/api/v1</code>. The machine-readable description is <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1). Errors are <code>application/problem+json</code> (RFC 9457) with a stable <code>code</code>.</p>
${operations.map(section).join('\n')}
</main>
</body>
</html>
`;
