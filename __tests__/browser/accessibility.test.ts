import type { Browser, Page } from 'playwright-core';
import { serveAndClose, TestCustomer } from '../service/client.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { ConsoleOnPage } from './console-page.ts';
import { findings } from './findings.ts';
import { openBrowser, watchedPage, WidgetOnPage } from './opened.ts';

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

    test('in the widget: welcome, answer, refusal, choices, queue, survey', async () => {
      const widget = await WidgetOnPage.open(await newPage(), service.url, 'admin-standard');
      expect(await findings(widget.page)).toEqual([]);
      await widget.say('招待メールが届きません');
      await widget.sees('迷惑メール');
      await widget.say('残業代の計算方法を教えてください');
      await widget.sees(/社会保険労務士/);
      await widget.say('CSV');
      await widget.sees(/次のうち/);
      expect(await findings(widget.page)).toEqual([]);
      await widget.queue();
      expect(await findings(widget.page)).toEqual([]);
      await serveAndClose(service.url, await widget.conversationId());
      await widget.log.getByRole('radio', { name: 'とても満足' }).check();
      await widget.log.getByLabel(/ご意見/).fill('電話は090-1234-5678です');
      await widget.sees(/伏せて送信します/);
      expect(await findings(widget.page)).toEqual([]);
      await widget.page.context().close();
    });

    test('in the console: log-in, list, conversation with a survey, approved texts', async () => {
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
      await page.keyboard.press('w');
      await page.getByRole('option').first().waitFor();
      expect(await findings(page)).toEqual([]);
      await page.context().close();
    });
  },
);
