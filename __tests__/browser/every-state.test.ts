import type { Frame, Page } from 'playwright-core';
import { startProgram } from '../../scripts/pictures/program.ts';
import { tours } from '../../scripts/pictures/widget-tour.ts';
import { findingsIn } from './findings.ts';
import { widerThanTheirPlace } from './opened.ts';
import { setStage } from './stage.ts';

const stage = setStage(() => startProgram());

// Run in the frame; the types of the tests know no document.
/** What can be reached or is read out as a part, and has no Japanese name. */
const withoutJapaneseName = `
  [...document.querySelectorAll('button, textarea, input:not([hidden]), main, [role=log], [role=listbox], [role=group]')]
    .filter((each) => {
      const by = document.getElementById(each.getAttribute('aria-labelledby') ?? '');
      const name =
        by?.textContent || each.getAttribute('aria-label') || each.labels?.[0]?.textContent || each.textContent;
      return !/[ぁ-んァ-ヶ一-龠]/.test(name);
    })
    .map((each) => 'no Japanese name: ' + each.outerHTML)`;
/** What has no edge where the system chooses the colours. */
const withoutEdge = `
  [...document.querySelectorAll('.bubble, .card, .send, .chip, .choice, .ask, .small, .field, .status, .pill')]
    .filter((each) => each.checkVisibility() && getComputedStyle(each).borderTopStyle === 'none')
    .map((each) => 'no edge: ' + each.className)`;

const said = async (frame: Frame, question: string): Promise<string[]> => {
  const answer: unknown = await frame.evaluate(question);
  return Array.isArray(answer) ? answer.map(String) : [];
};

/** In light colours everything, in dark ones what the colours can spoil. */
const inTheFrame = async (page: Page, frame: Frame): Promise<string[]> => {
  const light = await findingsIn(frame);
  const names = await said(frame, withoutJapaneseName);
  const wide = (await said(frame, widerThanTheirPlace)).map((each) => `wider than its place: ${each}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = (await findingsIn(frame, ['color-contrast'])).map((each) => `dark: ${each}`);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  const edges = await said(frame, withoutEdge);
  await page.emulateMedia({ forcedColors: 'none' });
  return [...light, ...names, ...wide, ...dark, ...edges];
};

/** The host page has nothing of the widget but the launcher and the frame around the window. */
const look = async (page: Page): Promise<string[]> => {
  const frame = page.frames().find((each) => each !== page.mainFrame());
  return frame ? inTheFrame(page, frame) : findingsIn(page.mainFrame());
};

test('in every state of the widget nothing stands in the way of anybody (WCAG 2.2 AA)', async () => {
  const found: Record<string, string[]> = {};
  for (const tour of tours) {
    const context = await stage.browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      reducedMotion: 'reduce',
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
    });
    const page = await context.newPage();
    for await (const state of tour({ ...stage.program, page })) found[state] = await look(page);
    await context.close();
  }
  expect(Object.keys(found).length).toBeGreaterThan(35);
  expect(Object.entries(found).filter(([, here]) => here.length > 0)).toEqual([]);
}, 600_000);
