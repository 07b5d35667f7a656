import { isSafeHref } from '../../bot/knowledge/href.ts';

describe('links that customers may be shown', () => {
  it.each(['https://example.com/a?b=c#d', 'mailto:a@example.com', '/help', '/'])('allows %s', (href) => {
    expect(isSafeHref(href)).toBe(true);
  });

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'ftp://example.com/',
    '//example.com/',
    '/\\example.com/',
    'https://user:pass@example.com/',
    'https://',
    'help',
    '',
  ])('refuses %j', (href) => {
    expect(isSafeHref(href)).toBe(false);
  });
});
