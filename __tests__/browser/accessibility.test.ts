import type { Browser, Page } from 'playwright-core';
import { agentToken, call, seqOf, serveAndClose, TestCustomer } from '../service/client.ts';
import { startService, temporaryFolder, type RunningService } from '../service/running.ts';
import { csv, drop, openMenu, screenshot } from './attaching.ts';
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

    test('in the widget: what is attached, from the menu to the log', async () => {
      const widget = await WidgetOnPage.open(await newPage(), service.url, 'admin-standard');
      await widget.queue();
      await openMenu(widget);
      expect(await findings(widget.page)).toEqual([]);
      await widget.page.keyboard.press('Escape');
      await drop(widget, { content: await screenshot(), name: 'screenshot.png', type: 'image/png' });
      await widget.press('塗りつぶしを追加');
      await widget.press('拡大');
      await widget.page.route(/\/attachments\?/, (route) => route.abort());
      await widget.press('この画像を送信する');
      await widget.frame.getByText(/通信できませんでした/).waitFor();
      expect(await findings(widget.page)).toEqual([]);
      await widget.page.unroute(/\/attachments\?/);
      await widget.press('もう一度送信する');
      await widget.log.locator('.thumb img').waitFor();
      await widget.log.locator('.thumb').click();
      await widget.frame.getByRole('img', { name: '送信した画像' }).waitFor();
      expect(await findings(widget.page)).toEqual([]);
      await widget.page.keyboard.press('Escape');
      await drop(widget, csv('社員番号,氏名,,123456789018,e,f,g,h,i\n'));
      await widget.frame.getByText('見出し行（9列）').waitFor();
      expect(await findings(widget.page)).toEqual([]);
      await widget.press('見出し行を送信する');
      await widget.sees('CSVの見出し行（9列）');
      expect(await findings(widget.page)).toEqual([]);
      await serveAndClose(service.url, await widget.conversationId());
      await widget.page.context().close();
    });

    test('in the console: what customers sent, small, large and removed', async () => {
      const customer = await TestCustomer.open(service.url);
      await customer.queue();
      const sent = await customer.sendPicture(await screenshot());
      await customer.post('attachments', { clientMessageId: 'csv-of-this-test', header: '社員番号,,氏名' });
      const page = await newPage();
      const desk = await ConsoleOnPage.logIn(page, service.url, 'sato');
      await page.goto(`${service.url}/console#/all/${customer.id}`);
      await desk.composer.waitFor();
      await page.locator('.thumbnail').waitFor();
      expect(await findings(page)).toEqual([]);
      await page.locator('.thumbnail').click();
      await page.getByRole('img', { name: 'お客さまが送信した画像' }).waitFor();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const token = await agentToken(service.url);
      const redact = `${service.url}/api/v1/agent/conversations/${customer.id}/redact`;
      await call(redact, { token, body: { seq: seqOf(sent), rule: 'personal-data' } });
      await desk.sees('個人情報が含まれていたため、担当者が画像を削除しました。');
      expect(await findings(page)).toEqual([]);
      await serveAndClose(service.url, customer.id);
      await page.context().close();
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
