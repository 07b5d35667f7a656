import type { Appearance } from '../../protocol.ts';

/**
 * Puts the host page's colour and theme on; the style sheet picks letters that are readable on it. That
 * is computed from the colour alone, so one that shows what lies under it is made solid. What the browser
 * does not take for a colour, such as '', leaves ours.
 */
export const applyAppearance = ({ accent, theme = '' }: Appearance): void => {
  const root = document.documentElement;
  root.dataset.theme = theme;
  const solid = `rgb(from ${accent} r g b / 1)`;
  root.style.setProperty('--accent', CSS.supports('color', solid) ? solid : '');
};
