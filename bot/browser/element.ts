type Attributes = Readonly<Record<string, string | number | boolean | null>>;
type Child = Node | string | null | false;

/** `true` sets an attribute without a value; `false` and null take it away. */
export const setAttributes = (element: Element, attributes: Attributes): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
};

/** An element with attributes and children; strings become text nodes, never markup. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
};

/** Sets text only when it differs: a screen reader's place and a selection survive. */
export const setText = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** Shows or hides; a focus inside what disappears would fall to the page's start, so callers move it first. */
export const show = (element: HTMLElement, shown: boolean): void => {
  if (element.hidden === shown) element.hidden = !shown;
};

export const button = (label: string, onClick: () => void, className = ''): HTMLButtonElement => {
  const element = el('button', { type: 'button', class: className }, label);
  element.addEventListener('click', onClick);
  return element;
};
