import type { Links } from '../domain/knowledge.ts';
import type { Finding } from './finding.ts';
import { isLinkName } from './named-links.ts';
import { isPlaceholder, placeholders } from './placeholders.ts';

/** A Markdown body and where it stands. */
export interface BodyText {
  file: string;
  body: string;
  bodyLine: number;
  /** Only wordings are filled in; an article stands as it is written. */
  kind: 'article' | 'wording';
}

const braces = /(\[)?\{([^{}]*)\}(\])?/g;

/**
 * Named links and placeholders that would reach customers as they are written. `links` is null while
 * their file is broken: each link's name would be one more finding of the same cause.
 */
export function checkBraces(text: BodyText, links: Links | null): Finding[] {
  if (!/[{｛]/.test(text.body)) return [];
  return text.body.split('\n').flatMap((line, index) =>
    lineMessages(line, text.kind, links).map((message) => ({
      file: text.file,
      line: text.bodyLine + index,
      message,
      severity: 'error' as const,
    })),
  );
}

function lineMessages(line: string, kind: BodyText['kind'], links: Links | null): string[] {
  const messages = Array.from(line.matchAll(braces), ([whole, opening, name = '', closing]) =>
    name.startsWith('link:')
      ? linkMessage(name.slice('link:'.length), opening !== undefined && closing !== undefined, links)
      : placeholderMessage(name, kind, whole),
  );
  if (/｛\s*[A-Za-z]/.test(line)) messages.push('差し込みのかっこ { } は半角で書いてください。');
  return messages.filter((message) => message !== null);
}

function linkMessage(name: string, bracketed: boolean, links: Links | null): string | null {
  if (!bracketed) return `名前付きのリンクは [{link:${name}}] のように、半角の [ ] で囲んでください。`;
  if (links === null || isLinkName(links, name)) return null;
  return `「${name}」というリンクは knowledge/links.yaml にありません。つづりを確かめるか、links.yaml に加えてください。`;
}

function placeholderMessage(name: string, kind: BodyText['kind'], whole: string): string | null {
  if (kind === 'article') {
    return isPlaceholder(name)
      ? `${whole} の差し込みは、記事では使えません（文言でだけ使えます）。言葉で書いてください。`
      : null;
  }
  if (isPlaceholder(name)) return null;
  return `${whole} という差し込みはありません。使えるのは ${Object.keys(placeholders)
    .map((known) => `{${known}}`)
    .join(' ')} です。`;
}
