import type { Finding } from './finding.ts';
import { isApprovedAsItIs } from './page-pictures.ts';
import type { Page } from './read-page.ts';
import { approvalOf } from './served-text.ts';
import type { KnowledgeSources } from './sources.ts';

/** Texts that differ, in words or pictures, from what was approved last, or never were; severity error. */
export function findUnapproved(sources: KnowledgeSources): Finding[] {
  const pages: Page<{ title: string }>[] = [...sources.articles.values(), ...sources.wording.values()];
  return pages.flatMap((page) => {
    const approval = approvalOf(sources, page.id);
    if (isApprovedAsItIs(page, approval, sources)) return [];
    const changed = approval?.sha256 === page.sha256 ? '画像が、承認した後に' : '承認した後に';
    const state = approval
      ? `${changed}変わっています（お客さまには第${approval.version}版が表示されます）。`
      : 'まだ承認されていません（お客さまには表示されません）。';
    const message = `${state}内容を確かめて、npm run approve -- ${page.id} --by お名前 で承認してください。`;
    const place = { file: page.file, line: page.lineOf(['title']) };
    return [{ ...place, message, severity: 'error' as const, awaitsApproval: true as const }];
  });
}
