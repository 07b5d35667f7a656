/**
 * What travels over HTTP: the browser programs import its types, the OpenAPI document is made from
 * its schemas. A stored record is never sent; presenters make these from it. By subject in `wire/`.
 */
export * from './wire/agents.ts';
export * from './wire/audit.ts';
export * from './wire/conversations.ts';
export * from './wire/desk.ts';
export * from './wire/desk-conversation.ts';
export * from './wire/editor.ts';
export * from './wire/events.ts';
export * from './wire/faq.ts';
export * from './wire/insights.ts';
export * from './wire/office.ts';
export * from './wire/problem.ts';
export * from './wire/texts.ts';
