/**
 * The address when a link may be followed, else null: https, mailto and the site's own paths
 * (promises.md, "Web"). `//host` and `/\host` are other sites in a path's clothes.
 */
export const safeHref = (href: string): string | null => {
  if (/^(https:\/\/|mailto:)/i.test(href)) return href;
  return /^\/(?![/\\])/.test(href) ? href : null;
};
