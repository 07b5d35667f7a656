import type { Browser, Page } from 'playwright-core';
import { serveAndClose, TestCustomer } from '../service/client.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { ConsoleOnPage } from './console-page.ts';
import { findings } from './findings.ts';
import { openBrowser, watchedPage } from './opened.ts';

let browser: Browser;
let service: RunningService;
let data: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  data = await temporaryFolder();
  [browser, service] = await Promise.all([openBrowser(), startService({ MADOGUCHI_DATA: data.path })]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await data.dispose();
});

describe.each(['light', 'dark'] as const)(
  'in %s colours nothing stands in the way of anybody (WCAG 2.2 AA)',
  (colorScheme) => {
    const newPage = async (): Promise<Page> => {
      const { page } = await watchedPage(browser);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      return page;
    };

    test('in the console: log-in, list, conversation with a survey', async () => {
      const customer = await TestCustomer.open(service.url);
      await customer.queue();
      await serveAndClose(service.url, customer.id);
      await customer.post('survey', { score: 4, comment: '電話は090-1234-5678です' });
      await customer.queue();
      const page = await newPage();
      await page.goto(`${service.url}/console`);
      await page.getByLabel('ID').waitFor();
      expect(await findings(page)).toEqual([]);
      const desk = await ConsoleOnPage.logIn(page, service.url, 'sato');
      expect(await findings(page)).toEqual([]);
      await page.locator('a.item').first().click();
      await desk.composer.waitFor();
      await desk.sees('満足度：満足（4／5）');
      expect(await findings(page)).toEqual([]);
      await page.context().close();
    });
  },
);
