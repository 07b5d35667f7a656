import { z } from 'zod';
import { StartError } from '../bot/errors.ts';

const audit = z.object({ numericValue: z.number() });
const result = z.object({
  lhr: z.object({
    categories: z.object({ performance: z.object({ score: z.number() }) }),
    audits: z.object({ 'total-blocking-time': audit, 'largest-contentful-paint': audit }),
  }),
});
const failure = z.object({ lhr: z.object({ runtimeError: z.object({ code: z.string() }) }) });

/** On a busy machine a page may not be painted in time: then there are no points at all. */
const MOST_ATTEMPTS = 3;

export interface Performance {
  /** Of 100. */
  points: number;
  totalBlockingMs: number;
  largestContentfulPaintMs: number;
}

/**
 * Lighthouse's performance of a page on its middle-class phone.
 * @param port of the browser's remote debugging
 * @param without addresses that the page does not get, with * for anything
 * @throws StartError that names what Lighthouse met, when it did so each time
 */
export const performanceOf = async (
  url: string,
  { port, without }: { port: number; without: string[] },
): Promise<Performance> => {
  // Large, and of no use to who only asks which benchmarks there are.
  const { default: lighthouse } = await import('lighthouse');
  let problem = '';
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const run = await lighthouse(url, {
      port,
      onlyCategories: ['performance'],
      blockedUrlPatterns: without,
      logLevel: 'error',
    });
    const found = result.safeParse(run);
    if (found.success) return performanceFrom(found.data.lhr);
    problem = failure.safeParse(run).data?.lhr.runtimeError.code ?? found.error.message;
  }
  throw new StartError(`Lighthouse has no points for ${url}: ${problem}`);
};

const performanceFrom = ({ categories, audits }: z.infer<typeof result>['lhr']): Performance => ({
  points: Math.round(categories.performance.score * 100),
  totalBlockingMs: Math.round(audits['total-blocking-time'].numericValue),
  largestContentfulPaintMs: Math.round(audits['largest-contentful-paint'].numericValue),
});
