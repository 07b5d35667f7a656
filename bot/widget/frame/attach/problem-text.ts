import { labels } from './labels.ts';

const { problem: words } = labels;

const byCode: Readonly<Record<string, string>> = {
  'attachment-limit': words.limit,
  'picture-broken': words.pictureUnreadable,
  'picture-type-not-supported': words.pictureUnreadable,
  'body-too-large': words.pictureTooLarge,
  'csv-too-long': words.csvTooLong,
  'csv-empty': words.csvEmpty,
  'csv-unreadable': words.csvUnreadable,
  'csv-more-than-header': words.csvUnreadable,
  'too-many-requests': words.busy,
  'over-capacity': words.storage,
  'storage-unavailable': words.storage,
};

interface Failure {
  status: number;
  code: string;
}

// By its shape: the class is another bundle's.
const isFailure = (error: unknown): error is Failure =>
  typeof error === 'object' && error !== null && 'status' in error && 'code' in error;

/** True when the desk no longer has the conversation; why is asked of the server, in approved words. */
export const isNotNow = (error: unknown): boolean => isFailure(error) && error.code === 'attachment-not-now';

/** One sentence or two, with what to do next, for what could not be sent. */
export const problemText = (error: unknown): string => {
  if (!isFailure(error)) return words.other;
  return byCode[error.code] ?? (error.status === 0 ? words.offline : words.other);
};
