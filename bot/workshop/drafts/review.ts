import type { Block } from '../../domain/blocks.ts';
import { errorsOf, formatFinding, inReadingOrder, type Finding } from '../../knowledge/finding.ts';
import type { KnowledgeFiles } from '../../knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../knowledge/load.ts';
import { presentPicture, withPictures } from '../../knowledge/page-pictures.ts';
import { rules, slowRules } from '../check/rules.ts';
import type { CheckInput } from '../check/rule.ts';
import type { Golden } from '../golden.ts';
import { leftOverPictures } from './left-over-pictures.ts';
import { pageId } from './page-path.ts';
import { withTexts, type PageText } from './with-drafts.ts';

/** What an editor is told of a text while writing it. */
export interface Review {
  /** Of the text itself first, then what it brings about in other files. */
  findings: Finding[];
  /** As customers would see it; empty while the text cannot be read. */
  blocks: Block[];
  title: string | null;
}

export interface ReviewSetting {
  files: KnowledgeFiles;
  /** Those that wait for the text to be published, by their path then. */
  pictures: ReadonlyMap<string, Uint8Array>;
  golden: Golden;
  /** ISO date, Japan. */
  today: string;
}

/** Looks a text over as `npm run check` would, without asking questions of it. */
export const review = async (setting: ReviewSetting, page: PageText): Promise<Review> => {
  const after = checkInput(setting, filesAfter(setting, page));
  const known = new Set((await findingsOf(checkInput(setting, setting.files), null)).map(formatFinding));
  const all = await findingsOf(after, page.path);
  const own = all.filter(({ file }) => file === page.path);
  const elsewhere = all.filter((finding) => finding.file !== page.path && !known.has(formatFinding(finding)));
  const { sources } = after.input;
  const { articles, wording } = sources;
  const id = pageId(page.path);
  const read = articles.get(id) ?? wording.get(id);
  const isThis = read?.file === page.path;
  // A text that cannot be read is missing everywhere else: dozens of lines that would hide the one to mend.
  const isMissing = !isThis && errorsOf(own).length > 0;
  return {
    findings: isMissing ? own : [...own, ...elsewhere],
    blocks: isThis ? withPictures(read.blocks, (name) => presentPicture(sources, name)) : [],
    title: isThis ? read.front.title : null,
  };
};

/** As publishing would leave them. */
const filesAfter = ({ files, pictures }: ReviewSetting, page: PageText): KnowledgeFiles => {
  const after = new Map([...withTexts(files, [page]), ...pictures]);
  for (const path of leftOverPictures(files, page)) after.delete(path);
  return after;
};

interface Checkable {
  input: CheckInput;
  loading: Finding[];
}

const checkInput = ({ golden, today }: ReviewSetting, files: KnowledgeFiles): Checkable => {
  const { sources, findings } = loadKnowledge(files);
  return { input: { sources, golden, today }, loading: findings };
};

/** `styled`: the one file whose style is looked at; to look at all of them takes seconds. */
const findingsOf = async ({ input, loading }: Checkable, styled: string | null): Promise<Finding[]> => {
  const ofLoading = loading.filter(({ awaitsApproval }) => !awaitsApproval);
  // That it is not approved yet is what a draft is.
  const ofRules = rules.flatMap((rule) => rule(input)).filter(({ awaitsApproval }) => !awaitsApproval);
  const slow =
    styled === null ? [] : await Promise.all(slowRules.map((rule) => rule(onlyPage(input, styled))));
  return inReadingOrder([...ofLoading, ...ofRules, ...slow.flat()]);
};

const onlyPage = (input: CheckInput, path: string): CheckInput => {
  const { articles, wording } = input.sources;
  const only = <Page extends { file: string }>(pages: ReadonlyMap<string, Page>): Map<string, Page> =>
    new Map([...pages].filter(([, { file }]) => file === path));
  return { ...input, sources: { ...input.sources, articles: only(articles), wording: only(wording) } };
};
