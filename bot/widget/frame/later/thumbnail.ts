import { button, drawings, h, icon } from '../view/h.ts';
import { labels } from './labels.ts';
import { keepFocusInside } from './keep-focus-inside.ts';

/** Where the bytes of a picture are read, as its customer. Rejects with `ApiError`. */
export interface PictureSource {
  raw(path: string, init: RequestInit): Promise<Response>;
}

interface SentPicture {
  id: string;
  /** In pixels. */
  width: number;
  height: number;
}

/** The largest that a thumbnail gets, in CSS pixels. */
const MOST_WIDTH = 240;
const MOST_HEIGHT = 200;

const { attachment: words } = labels;

/**
 * Shows a picture in `image`. It is fetched and not linked to, since an address cannot carry the token; its
 * temporary address is given back at once, so that nothing of it outlives what shows it.
 */
const load = async (image: HTMLImageElement, { id }: SentPicture, source: PictureSource): Promise<void> => {
  const response = await source.raw(`attachments/${id}`, {});
  const address = URL.createObjectURL(await response.blob());
  try {
    image.src = address;
    await image.decode();
  } finally {
    URL.revokeObjectURL(address);
  }
};

const enlarge = (picture: SentPicture, source: PictureSource): void => {
  const image = h('img', { alt: words.picture });
  const note = h('p', { role: 'status' }, words.loading);
  const close = button(icon(drawings.close), () => dialog.close(), {
    class: 'round',
    'aria-label': words.close,
  });
  const dialog = h('dialog', { class: 'large', 'aria-label': words.picture }, close, h('div', {}, note));
  dialog.addEventListener('close', () => dialog.remove());
  keepFocusInside(dialog);
  document.body.append(dialog);
  dialog.showModal();
  load(image, picture, source).then(
    () => note.replaceWith(image),
    () => {
      note.textContent = words.notLoaded;
    },
  );
};

/** A small view of a picture that was sent; pressing it shows it large. It is read once it comes into view. */
export const thumbnail = (picture: SentPicture, source: PictureSource): HTMLElement => {
  const { width, height } = picture;
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  const image = h('img', { alt: '' });
  let failed = false;
  const element = button(words.loading, () => (failed ? void show() : enlarge(picture, source)), {
    class: 'thumb',
    'aria-label': words.enlarge(width, height),
  });
  // Its room is kept from the beginning, so that nothing jumps when it comes.
  element.style.width = `${Math.round(width * scale)}px`;
  element.style.aspectRatio = `${width} / ${height}`;
  const show = async (): Promise<void> => {
    failed = !(await load(image, picture, source).then(
      () => true,
      () => false,
    ));
    const failure = `${words.notLoaded}${words.again}`;
    element.classList.toggle('failed', failed);
    element.setAttribute('aria-label', failed ? failure : words.enlarge(width, height));
    element.replaceChildren(failed ? failure : image);
  };
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    watch.disconnect();
    void show();
  });
  watch.observe(element);
  return element;
};
