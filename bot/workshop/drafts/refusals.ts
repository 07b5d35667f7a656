import { AppError } from '../../errors.ts';
import { formatFinding, type Finding } from '../../knowledge/finding.ts';

export const pageNotFound = (): AppError =>
  new AppError({
    code: 'page-not-found',
    status: 404,
    message: 'there is no such article or wording, nor a draft of one',
  });

export const pageUnreadable = (): AppError =>
  new AppError({
    code: 'page-unreadable',
    status: 422,
    message: 'the file is larger than 256 KB, or neither UTF-8 nor Shift_JIS; mend it with a text editor',
  });

/** What is kept must come back whole: of a larger file no more than this is read. */
export const textTooLarge = (): AppError =>
  new AppError({
    code: 'text-too-large',
    status: 413,
    message: 'a text of more than 256 KB cannot be kept; divide the article',
  });

/** `by`: the name of who saved it meanwhile, where it is known. */
export const textChanged = (by: string | null): AppError =>
  new AppError({
    code: 'text-changed',
    status: 409,
    message: `${by ?? 'somebody'} saved another text meanwhile; load it, and put into it what is yours`,
  });

export const draftNotFound = (): AppError =>
  new AppError({ code: 'draft-not-found', status: 404, message: 'this text has no draft' });

export const versionNotFound = (): AppError =>
  new AppError({
    code: 'version-not-found',
    status: 404,
    message: 'this text was never approved in such a version',
  });

export const ownDraft = (): AppError =>
  new AppError({
    code: 'own-draft',
    status: 403,
    message: 'another person than who wrote a draft must approve it; ask a colleague',
  });

export const draftHasErrors = (findings: readonly Finding[]): AppError =>
  new AppError({
    code: 'draft-has-errors',
    status: 422,
    message: `the draft cannot be published: ${findings.map(formatFinding).join(' ')}`,
    details: { findings },
  });

export const noFrontMatter = (): AppError =>
  new AppError({
    code: 'draft-has-errors',
    status: 422,
    message: 'the draft has no front matter between two lines of ---; mend it, then add the questions again',
    details: { findings: [] },
  });
