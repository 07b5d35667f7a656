import { isSameText } from '../text/line-diff.ts';
import { readFields, splitFile, withBody, withLine } from '../text/front-matter.ts';
import type { PageResponse, VersionResponse } from '../wire-types.ts';

/**
 * The file as it serves now: with the title and the body that were approved last, which the file itself may
 * be ahead of. Empty for what was never served.
 */
export const servedText = (
  { filed }: Pick<PageResponse, 'filed'>,
  approved: VersionResponse | null,
): string => {
  if (filed === null || approved === null) return '';
  const title = readFields(filed)?.title;
  const titled = title === approved.title ? filed : withLine(filed, 'title', approved.title);
  const body = splitFile(titled)?.body ?? '';
  return isSameText(body, approved.body) ? titled : withBody(titled, approved.body);
};
