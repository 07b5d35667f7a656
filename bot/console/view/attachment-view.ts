import { dateTimeText } from '../../browser/japan-time.ts';
import { labels } from '../labels.ts';
import type { AttachmentEvent } from '../wire-types.ts';
import { button, el, show } from '../../browser/element.ts';
import { openDialog } from '../../browser/modal.ts';

type Picture = NonNullable<AttachmentEvent['picture']>;

/** The largest that a picture gets in the transcript, in CSS pixels. */
const MOST_WIDTH = 320;
const MOST_HEIGHT = 240;

/** More columns than this are folded. Sane: 10 to 30. */
const SHOWN_OPEN = 15;

const words = labels.attachment;

const enlarge = (event: AttachmentEvent, { width, height }: Picture, address: string): void => {
  const { dialog, body } = openDialog(words.pictureOf(dateTimeText(event.at)), 'picture');
  body.append(
    el('div', { class: 'whole' }, el('img', { src: address, alt: words.picture, width, height })),
    el(
      'div',
      { class: 'buttons' },
      button(labels.dialogs.closeHelp, () => dialog.close()),
    ),
  );
  // A click beside the picture closes it, as one expects of a picture that lies over everything.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.showModal();
};

/** A picture in the transcript: small, and as large as the window when it is pressed. */
const pictureView = (event: AttachmentEvent, picture: Picture, address: string): HTMLElement => {
  const { width, height } = picture;
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  const image = el('img', {
    alt: '',
    width: Math.round(width * scale),
    height: Math.round(height * scale),
    loading: 'lazy',
  });
  const open = button('', () => enlarge(event, picture, address), 'thumbnail');
  open.setAttribute('aria-label', words.enlarge(width, height));
  open.append(image);
  const failure = el(
    'p',
    { class: 'aside', hidden: true },
    words.notLoaded,
    ' ',
    button(
      words.again,
      () => {
        fail(false);
        image.src = address;
      },
      'link',
    ),
  );
  const fail = (failed: boolean): void => {
    show(open, !failed);
    show(failure, failed);
  };
  image.addEventListener('error', () => fail(true));
  image.src = address;
  return el('div', {}, open, failure);
};

const column = (name: string): HTMLElement =>
  name === '' ? el('li', { class: 'none' }, words.noName) : el('li', {}, name);

const columnsView = (columns: readonly string[]): HTMLElement =>
  el(
    'details',
    { class: 'columns-of-csv', open: columns.length <= SHOWN_OPEN },
    el('summary', {}, words.columns(columns.length)),
    el('ol', {}, ...columns.map(column)),
  );

/** What the customer sent, or which rule it was removed by. `address`: where a picture's bytes are. */
export const attachmentContent = (
  event: AttachmentEvent,
  address: (pictureId: string) => string,
): HTMLElement => {
  const { kind, picture, columns, redacted } = event;
  if (redacted !== null) return el('p', { class: 'removed' }, words.redacted(kind, redacted));
  return picture === null ? columnsView(columns ?? []) : pictureView(event, picture, address(picture.id));
};
