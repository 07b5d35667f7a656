import { sha256 } from '../../knowledge/approved-text.ts';
import { extensionOf, pictureFacts } from '../../knowledge/picture-facts.ts';

/** Letters of the content's hash in a name: two pictures of one article never meet. Sane: 6 to 16. */
const hashLetters = 8;

/**
 * The name of a picture that an editor put into a page. It follows from the content, so that another picture
 * never takes the place of one that is served; and from the page, so that the folder can be read.
 * @throws when the bytes are no picture: whoever calls has made it anew
 */
export const newPictureName = (pageId: string, bytes: Uint8Array): string => {
  const facts = pictureFacts(bytes);
  if (!facts) throw new Error('the bytes are no picture');
  return `${pageId}-${sha256(bytes).slice(0, hashLetters)}.${extensionOf[facts.mediaType]}`;
};
