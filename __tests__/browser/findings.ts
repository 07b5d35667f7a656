import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from 'playwright-core';
import { z } from 'zod';

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  // Targets of 24 px are the one rule of 2.2 that axe leaves out unless it is asked.
  rules: { 'target-size': { enabled: true } },
};

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

const lines = (found: unknown): string[] =>
  results.parse(found).violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));

/** What WCAG 2.2 AA finds on the page and in its frames, as one line a finding. */
export const findings = async (page: Page): Promise<string[]> =>
  lines(await new AxeBuilder({ page }).options(options).analyze());

/**
 * The same of one frame alone, in which `findings` has looked before and left its tool: some ten times
 * quicker, for who looks often.
 * @param rules by name, instead of all
 */
export const findingsAgain = async (frame: Frame, rules?: string[]): Promise<string[]> => {
  const wanted = rules ? { runOnly: { type: 'rule', values: rules } } : options;
  return lines(await frame.evaluate(`axe.run(document, ${JSON.stringify(wanted)})`));
};

/** Whether `findings` has looked into it since it was loaded. */
export const wasLookedInto = async (frame: Frame): Promise<boolean> =>
  (await frame.evaluate('typeof axe')) === 'object';
