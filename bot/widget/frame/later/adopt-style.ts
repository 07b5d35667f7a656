const adopted = new Set<string>();

/** Adds a style sheet once. The frame's own policy forbids inline styles and allows these. */
export const adoptStyle = (css: string): void => {
  if (adopted.has(css)) return;
  adopted.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
