import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { pictureMediaTypes } from '../wire.ts';

/** Bytes of a picture as it is sent. Sane: 4 to 16 MB; the widget sends less than half of it. */
const mostBytes = 8 * 1024 * 1024;

/**
 * Pictures on their way or at work at once. Each is held in memory whole, so together they take no more than
 * 128 MB. Sane: 8 to 32.
 */
const mostAtOnce = 16;

/** Only whoever names a picture's type gets this parser; what the content really is is looked at later. */
const pictureTypes = [...pictureMediaTypes];

/** `inflate`: no picture is sent packed, and unpacking would be a bomb of its own. */
const readRaw = express.raw({ type: pictureTypes, limit: mostBytes, inflate: false });

export const isPicture = (request: Request): boolean => request.is(pictureTypes) !== false;

const tooLarge = (): AppError =>
  new AppError({
    code: 'body-too-large',
    status: 413,
    message: `a picture may have ${mostBytes / 1024 / 1024} MB; send it smaller`,
  });

const parserError = z.object({ type: z.literal('entity.too.large') });

/** The whole body. Refused by its announced length before anything is read, and cut off where it grows beyond. */
const readBody = (request: Request, response: Response): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    readRaw(request, response, (error: unknown) => {
      if (error) reject(parserError.safeParse(error).success ? tooLarge() : error);
      else if (Buffer.isBuffer(request.body)) resolve(request.body);
      else reject(new AppError({ code: 'picture-broken', status: 422, message: 'the body is empty' }));
    });
  });

/** A handler that is given the picture of the body. Too many at once end in 503 before any of it is read. */
export const withPicture = (
  admit: (request: Request) => Promise<void>,
  take: (picture: Buffer, request: Request, response: Response) => Promise<void>,
): RequestHandler => {
  let underWay = 0;
  return async (request, response) => {
    await admit(request);
    if (underWay >= mostAtOnce) {
      throw new AppError({ code: 'over-capacity', status: 503, message: 'too busy; try again shortly' });
    }
    underWay += 1;
    try {
      await take(await readBody(request, response), request, response);
    } finally {
      underWay -= 1;
    }
  };
};
