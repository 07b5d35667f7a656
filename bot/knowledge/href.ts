/**
 * Whether a link may be shown to customers: https:, mailto:, or a path of this site
 * (promises.md, "Web"). `//host` and `/\host` leave the site in browsers and are no paths.
 */
export function isSafeHref(href: string): boolean {
  if (/[\s\p{Cc}\\]/u.test(href)) return false;
  if (href.startsWith('/')) return !href.startsWith('//');
  if (!URL.canParse(href)) return false;
  const { protocol, username, password } = new URL(href);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || protocol === 'mailto:';
}
