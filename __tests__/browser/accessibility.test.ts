import type { Page } from 'playwright-core';
import { agentToken, call, seqOf, serveAndClose, TestCustomer } from '../service/client.ts';
import { screenshot } from './attaching.ts';
import { ConsoleOnPage } from './console-page.ts';
import { findingsIn } from './findings.ts';
import { setStage, startDesk } from './stage.ts';

const stage = setStage(startDesk);

/** In light colours everything, in dark ones what the colours can spoil. Each state of the widget: `every-state.test.ts`. */
const expectNoFindings = async (page: Page): Promise<void> => {
  expect(await findingsIn(page.mainFrame())).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await findingsIn(page.mainFrame(), ['color-contrast'])).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
};

const newPage = async (): Promise<Page> => {
  const page = await stage.newPage();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return page;
};

describe('in the console nothing stands in the way of anybody (WCAG 2.2 AA)', () => {
  test('what customers sent, small, large and removed', async () => {
    const customer = await TestCustomer.open(stage.program.url);
    await customer.queue();
    const sent = await customer.sendPicture(await screenshot());
    await customer.post('attachments', { clientMessageId: 'csv-of-this-test', header: '社員番号,,氏名' });
    const page = await newPage();
    const desk = await ConsoleOnPage.logIn(page, stage.program.url, 'sato');
    await page.goto(`${stage.program.url}/console#/all/${customer.id}`);
    await desk.composer.waitFor();
    await page.locator('.thumbnail').waitFor();
    await expectNoFindings(page);
    await page.locator('.thumbnail').click();
    await page.getByRole('img', { name: 'お客さまが送信した画像' }).waitFor();
    await expectNoFindings(page);
    await page.keyboard.press('Escape');
    const token = await agentToken(stage.program.url);
    const redact = `${stage.program.url}/api/v1/agent/conversations/${customer.id}/redact`;
    await call(redact, { token, body: { seq: seqOf(sent), rule: 'personal-data' } });
    await desk.sees('個人情報が含まれていたため、担当者が画像を削除しました。');
    await expectNoFindings(page);
    await serveAndClose(stage.program.url, customer.id);
  });

  test('log-in, list, conversation with a survey, approved texts', async () => {
    const customer = await TestCustomer.open(stage.program.url);
    await customer.queue();
    await serveAndClose(stage.program.url, customer.id);
    await customer.post('survey', { score: 4, comment: '電話は090-1234-5678です' });
    await customer.queue();
    const page = await newPage();
    await page.goto(`${stage.program.url}/console`);
    await page.getByLabel('ID').waitFor();
    await expectNoFindings(page);
    const desk = await ConsoleOnPage.logIn(page, stage.program.url, 'sato');
    await expectNoFindings(page);
    await page.locator('a.item').first().click();
    await desk.composer.waitFor();
    await desk.sees('満足度：満足（4／5）');
    await expectNoFindings(page);
    await page.keyboard.press('w');
    await page.getByRole('option').first().waitFor();
    await expectNoFindings(page);
  });
});
