import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Where unknown and reportable errors go. */
export type ReportError = (error: unknown, context: { requestId: string; route: string }) => void;

const contentType = 'application/problem+json';

/** How long a client should stay away from a store or server that cannot take more, in seconds. */
const retryAfterSeconds = 2;

const send = (response: Response, error: AppError): void => {
  if (error.status === 503) response.setHeader('Retry-After', String(retryAfterSeconds));
  const retryAfter = error.details['retryAfter'];
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  response
    .status(error.status)
    .type(contentType)
    .send(
      JSON.stringify({
        type: `urn:madoguchi:${error.code}`,
        title: error.message,
        status: error.status,
        code: error.code,
        ...error.details,
      }),
    );
};

const opaque = (): AppError =>
  new AppError({ code: 'internal', status: 500, message: 'something went wrong on our side' });

/** What express and its body parser reject with, by their `type`. */
const parserErrors: Record<string, { code: string; status: number; message: string }> = {
  'entity.too.large': {
    code: 'body-too-large',
    status: 413,
    message: 'the body is larger than may be sent here',
  },
  'entity.parse.failed': { code: 'invalid-json', status: 400, message: 'the body is not JSON' },
  'encoding.unsupported': { code: 'unsupported-encoding', status: 415, message: 'the body must be UTF-8' },
  'charset.unsupported': { code: 'unsupported-encoding', status: 415, message: 'the body must be UTF-8' },
  'request.size.invalid': {
    code: 'invalid-body',
    status: 400,
    message: 'Content-Length does not fit the body',
  },
  'request.aborted': { code: 'aborted', status: 400, message: 'the request was cut off' },
};

const parserErrorSchema = z.object({ type: z.string() });
const uriErrorSchema = z.object({ status: z.literal(400) });

const asAppError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  const parsed = parserErrorSchema.safeParse(error);
  const known = parsed.success ? parserErrors[parsed.data.type] : undefined;
  if (known) return new AppError(known);
  if (uriErrorSchema.safeParse(error).success) {
    return new AppError({ code: 'invalid-request', status: 400, message: 'the request cannot be read' });
  }
  return opaque();
};

/** The last handler: every error as `application/problem+json` (RFC 9457); unknown ones tell nothing. */
export const problemHandler =
  (report: ReportError): ErrorRequestHandler =>
  // Express knows an error handler by its four parameters.
  (error: unknown, request, response, _next) => {
    const problem = asAppError(error);
    if (problem.reportable)
      report(error, { requestId: String(response.locals['requestId']), route: request.path });
    if (response.headersSent) response.destroy();
    else send(response, problem);
  };

export const unknownRoute: RequestHandler = (_request, _response, next) => {
  next(new AppError({ code: 'not-found', status: 404, message: 'there is nothing at this address' }));
};

/** Parses with a schema, or ends in 400 `invalid-request` that names the first fault. */
export const parse = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join('.') || 'body';
  throw new AppError({
    code: 'invalid-request',
    status: 400,
    message: `${where}: ${issue?.message ?? 'is not as described in the API reference'}`,
  });
};
