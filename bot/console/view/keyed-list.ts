export interface ItemView<T> {
  element: HTMLElement;
  update(item: T): void;
}

export interface ListRecipe<T> {
  key(item: T): string;
  create(item: T): ItemView<T>;
}

/** The focus is lost when the element that has it moves; it is given back. */
const keepFocus = (move: () => void): void => {
  const focused = document.activeElement;
  move();
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
  }
};

/**
 * Keeps the children of `parent` in step with a list: each item has one element as long as it is in
 * the list, so that focus, selection and open details survive every change around it.
 */
export const keyedList = <T>(
  parent: HTMLElement,
  { key, create }: ListRecipe<T>,
): ((items: readonly T[]) => void) => {
  const views = new Map<string, ItemView<T>>();

  const place = (view: ItemView<T>, index: number): void => {
    const at = parent.children[index] ?? null;
    if (at !== view.element) keepFocus(() => parent.insertBefore(view.element, at));
  };

  return (items) => {
    const wanted = new Set(items.map(key));
    for (const [id, view] of views) {
      if (wanted.has(id)) continue;
      view.element.remove();
      views.delete(id);
    }
    for (const [index, item] of items.entries()) {
      const view = views.get(key(item)) ?? create(item);
      views.set(key(item), view);
      view.update(item);
      place(view, index);
    }
  };
};
