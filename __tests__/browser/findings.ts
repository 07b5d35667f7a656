import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from 'playwright-core';
import { z } from 'zod';

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  // Targets of 24 px are the one rule of 2.2 that axe leaves out unless it is asked.
  rules: { 'target-size': { enabled: true } },
  // What passes is not listed, which takes longer than to look.
  resultTypes: ['violations' as const],
  // Each frame is looked at by itself.
  iframes: false,
};

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

const lines = (found: unknown): string[] =>
  results.parse(found).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));

/** Asking for one rule, and no page of its own to gather answers in, is the quickest way to have the tool in all frames. */
const bringTool = async (frame: Frame): Promise<void> => {
  if ((await frame.evaluate('typeof axe')) === 'object') return;
  const builder = new AxeBuilder({ page: frame.page() }).setLegacyMode();
  await builder
    .options({ ...options, runOnly: { type: 'rule', values: ['document-title'] }, rules: {} })
    .analyze();
};

/**
 * What WCAG 2.2 AA finds in one frame, as one line a finding.
 * @param rules by name, instead of all
 */
export const findingsIn = async (frame: Frame, rules?: string[]): Promise<string[]> => {
  await bringTool(frame);
  const wanted = rules ? { ...options, runOnly: { type: 'rule', values: rules }, rules: {} } : options;
  return lines(await frame.evaluate(`axe.run(document, ${JSON.stringify(wanted)})`));
};

/** What it finds on the page and in its frames. */
export const findings = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  for (const frame of page.frames()) found.push(...(await findingsIn(frame)));
  return found;
};
