import type { Appearance } from '../../protocol.ts';

/** Puts the host page's colour and theme on; the style sheet picks letters that are readable on it. */
export const applyAppearance = ({ accent, theme }: Appearance): void => {
  const root = document.documentElement;
  if (theme) root.dataset.theme = theme;
  if (CSS.supports('color', accent)) root.style.setProperty('--accent', accent);
};
