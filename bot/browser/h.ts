type Listener = (event: Event) => void;
type Child = Node | string | null;

/**
 * For what the widget carries, where each byte counts; programs of our own pages use `el`.
 *
 * An element with attributes, listeners (`onclick`, …) and children. Text only ever becomes a text
 * node, so nothing that is said can turn into markup (Trusted Types hold without a policy).
 */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | Listener | null> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
};
