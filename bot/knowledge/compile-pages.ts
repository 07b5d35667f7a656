import type { Block } from '../domain/blocks.ts';
import type { Article, Links, Wording } from '../domain/knowledge.ts';
import { sha256 } from './approved-text.ts';
import { checkBraces } from './braces.ts';
import type { Part } from './compile.ts';
import type { Finding } from './finding.ts';
import { approvedPicture, withPictures } from './page-pictures.ts';
import { namedLinksIn, resolveNamedLinks } from './named-links.ts';
import { servedText } from './served-text.ts';
import type { ServedText } from './served-text.ts';
import type { ArticleSource, KnowledgeSources, WordingSource } from './sources.ts';

const noLinks: Links = {};

const linksOf = ({ links }: KnowledgeSources): Links => links?.value ?? noLinks;

/** The articles that are served, by id. */
export function compileArticles(sources: KnowledgeSources): Part<Map<string, Article>> {
  const links = linksOf(sources);
  const phrasings = phrasingsById(sources);
  const findings: Finding[] = [];
  const value = new Map<string, Article>();
  for (const page of sources.articles.values()) {
    const serving = servedText(page, sources);
    findings.push(...serving.findings, ...bracesOf(page, serving.text, 'article', sources));
    if (serving.text) {
      const asked = phrasings.get(page.id) ?? noPhrasings;
      value.set(page.id, articleOf(page, serving.text, { links, phrasings: asked, sources }));
    }
  }
  return { value: withoutDeadRelations(value), findings };
}

/** The wordings that are served, by id. */
export function compileWording(sources: KnowledgeSources): Part<Map<string, Wording>> {
  const links = linksOf(sources);
  const findings: Finding[] = [];
  const value = new Map<string, Wording>();
  for (const page of sources.wording.values()) {
    const serving = servedText(page, sources);
    findings.push(...serving.findings, ...bracesOf(page, serving.text, 'wording', sources));
    if (!serving.text) continue;
    const { title, version } = serving.text;
    value.set(page.id, { id: page.id, title, version, blocks: shown(serving.text, links, sources) });
  }
  return { value, findings };
}

/** Both the file as it is now and the words that are served in its place. */
function bracesOf(
  page: ArticleSource | WordingSource,
  served: ServedText | null,
  ...[kind, { links }]: ['article' | 'wording', KnowledgeSources]
): Finding[] {
  const texts = served === null || served.file === page.file ? [page] : [page, served];
  return texts.flatMap(({ file, body, bodyLine }) =>
    checkBraces({ file, body, bodyLine, kind }, links && links.value),
  );
}

const noPhrasings: readonly string[] = [];

/** How customers ask for each article, from all files together. */
function phrasingsById({ phrasings }: KnowledgeSources): Map<string, readonly string[]> {
  const byId = new Map<string, readonly string[]>();
  for (const { value } of phrasings) {
    for (const [id, lines] of Object.entries(value)) {
      const known = byId.get(id);
      byId.set(id, known === undefined ? lines : [...known, ...lines]);
    }
  }
  return byId;
}

/** What an article takes from files besides its own. */
interface Surroundings {
  links: Links;
  phrasings: readonly string[];
  /** Where the approved pictures are. */
  sources: KnowledgeSources;
}

/** What an article was made of; with the same of each it is the same article. */
interface Made {
  sha256: string;
  version: number;
  links: Links;
  article: Article;
}

const sameLines = (some: readonly string[], others: readonly string[]): boolean =>
  some === others || (some.length === others.length && some.every((line, at) => line === others[at]));

const made = new WeakMap<ArticleSource, Made>();

/** The very same object as at the last load when nothing of it changed: of 10,000 articles one save touches one. */
function articleOf(page: ArticleSource, served: ServedText, around: Surroundings): Article {
  const known = made.get(page);
  const { sha256: hash, version } = served;
  const { links } = around;
  const isSame = known?.sha256 === hash && known.version === version && known.links === links;
  if (isSame && sameLines(known.article.phrasings, around.phrasings)) return known.article;
  const article = toArticle(page, served, around);
  made.set(page, { sha256: hash, version, links, article });
  return article;
}

function toArticle(page: ArticleSource, served: ServedText, around: Surroundings): Article {
  const { links, phrasings, sources } = around;
  const { group, questions, tags, related, source, verifiedOn } = page.front;
  const blocks = shown(served, links, sources);
  const matched = { group, questions, phrasings, tags, related, source, verifiedOn };
  const said = { title: served.title, blocks, version: served.version };
  const fingerprint = sha256(JSON.stringify([page.id, matched, said])).slice(0, 16);
  return { id: page.id, ...matched, ...said, text: plainText(blocks), fingerprint };
}

const shown = ({ body, blocks, pictures }: ServedText, links: Links, sources: KnowledgeSources): Block[] =>
  withPictures(namedLinksIn(body).length > 0 ? resolveNamedLinks(blocks, links) : blocks, (name) => {
    const kept = pictures[name];
    return kept === undefined ? null : approvedPicture(sources, kept);
  });

/**
 * For matching: unlike a transcript, without the addresses of links, and without what pictures show, or a new
 * picture could change which article is found.
 */
const plainText = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => ('items' in block ? block.items : 'content' in block ? [block.content] : []))
    .map((inlines) => inlines.map(({ text }) => text).join(''))
    .join('\n');

/** A relation to an article that is gone or not approved yet must not become a button that leads nowhere. */
const withoutDeadRelations = (articles: Map<string, Article>): Map<string, Article> =>
  new Map(
    [...articles].map(([id, article]) => [
      id,
      article.related.every((other) => articles.has(other))
        ? article
        : { ...article, related: article.related.filter((other) => articles.has(other)) },
    ]),
  );
