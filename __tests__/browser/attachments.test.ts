import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request } from 'playwright-core';
import {
  choose,
  closeAndDrop,
  csv,
  drop,
  paste,
  screenshot,
  secret,
  sentBlobs,
  showsRed,
  watchBlobs,
} from './attaching.ts';
import { becomes } from './becomes.ts';
import { ConsoleOnPage } from './console-page.ts';
import { WidgetOnPage, widerThanTheirPlace } from './opened.ts';
import { setStage, startDesk } from './stage.ts';

/** After this time the console reads again what it could not read. */
const readAgainMs = 4_000;

const stage = setStage(startDesk);
const { newPage, forgiveTrouble } = stage;

let picture: { content: Buffer; name: string; type: string };
beforeAll(async () => {
  picture = { content: await screenshot(), name: 'screenshot.png', type: 'image/png' };
});

/** Somebody in the queue. */
const waiting = async (viewport?: { width: number; height: number }): Promise<WidgetOnPage> => {
  const widget = await WidgetOnPage.open(await newPage(viewport), stage.program.url, 'admin-standard');
  await widget.queue();
  return widget;
};

const isUpload = (request: Request): boolean =>
  request.method() === 'POST' && request.url().includes('/attachments');

/** Every body that the page sends from now on. */
const bodiesOf = ({ page }: WidgetOnPage): Buffer[] => {
  const bodies: Buffer[] = [];
  page.on('request', (request) => {
    const body = request.postDataBuffer();
    if (body) bodies.push(body);
  });
  return bodies;
};

const storedPictures = async (): Promise<string[]> => {
  const entries = await readdir(join(stage.program.data.path, 'attachments'), {
    recursive: true,
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
};

/** Run in a page: how wide a picture is that could be drawn. The types of the tests know no document. */
const decodedWidth = (selector: string): string =>
  `document.querySelector('${selector}').decode().then(() => document.querySelector('${selector}').naturalWidth)`;

const dialogOf = ({ frame }: WidgetOnPage) => frame.getByRole('dialog');
const marksOf = ({ frame }: WidgetOnPage) => frame.locator('.mark');
const send = (widget: WidgetOnPage) => widget.press('この画像を送信する');

describe('a screenshot from the widget to a person, and away again', () => {
  test('is pasted, blacked out by keyboard alone, seen by an agent, removed, and gone from the disk (N3, N4)', async () => {
    const widget = await waiting();
    const id = await widget.conversationId();
    const { page } = widget;
    await widget.input.focus();
    await paste(widget, picture);
    await dialogOf(widget).getByRole('button', { name: 'この画像を送信する' }).waitFor();
    await dialogOf(widget).getByRole('button', { name: '塗りつぶしを追加' }).focus();
    await page.keyboard.press('Enter');
    const label = () => marksOf(widget).first().getAttribute('aria-label');
    expect(await label()).toBe('塗りつぶし1（左から35％、上から45％、幅30％、高さ10％）');
    for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowDown'])
      await page.keyboard.press(key);
    expect(await label()).toBe('塗りつぶし1（左から34％、上から44％、幅31％、高さ11％）');
    await watchBlobs(widget);
    await dialogOf(widget).getByRole('button', { name: 'この画像を送信する' }).focus();
    await page.keyboard.press('Enter');
    await widget.log
      .getByRole('button', { name: '送信した画像（横400×縦300ピクセル）を大きく表示する' })
      .waitFor();
    await dialogOf(widget).waitFor({ state: 'detached' });
    // What was under the mark never left the browser, nor what the camera had written.
    const sent = await sentBlobs(widget);
    expect(await Promise.all(sent.map(showsRed))).toEqual([false]);
    expect(Buffer.concat(sent).includes(secret)).toBe(false);
    expect(await showsRed(picture.content)).toBe(true);
    expect(picture.content.includes(secret)).toBe(true);
    expect((await storedPictures()).filter((name) => name.startsWith(id))).toHaveLength(1);

    const desk = await ConsoleOnPage.logIn(
      await newPage({ width: 1440, height: 900 }),
      stage.program.url,
      'sato',
    );
    await desk.open('（画像を送信）');
    const thumbnail = desk.page.getByRole('button', { name: /お客さまが送信した画像.*大きく表示/ });
    await thumbnail.locator('img').waitFor();
    expect(await desk.page.evaluate(decodedWidth('.thumbnail img'))).toBe(400);
    await thumbnail.focus();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('dialog').getByRole('img', { name: 'お客さまが送信した画像' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });

    await desk.page
      .getByRole('button', { name: /発言の内容を削除/ })
      .last()
      .click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '削除する' }).click();
    await desk.sees('個人情報が含まれていたため、担当者が画像を削除しました。');
    await widget.sees('担当者が画像を削除しました（個人情報が含まれていたため）。');
    await becomes(() => thumbnail.count(), 0);
    await becomes(() => widget.log.locator('img').count(), 0);
    await becomes(async () => (await storedPictures()).filter((name) => name.startsWith(id)), []);
    const kept = await widget.frame.locator('html').evaluate('localStorage.getItem("madoguchi:transcript")');
    expect(String(kept)).not.toContain('"mediaType"');
  });

  test('counts as unread, and an agent who has not seen it cannot answer past it', async () => {
    const widget = await waiting();
    await widget.say('画面が変です');
    const desk = await ConsoleOnPage.logIn(
      await newPage({ width: 1440, height: 900 }),
      stage.program.url,
      'suzuki',
    );
    await desk.open('画面が変です');
    await desk.press('対応を開始する');
    // The console has read that the conversation is its own, before it is cut off from news.
    await desk.page.getByRole('button', { name: '引き継ぐ' }).waitFor();
    await desk.typeReply('どの画面でしょうか');
    await desk.page.clock.install();
    await desk.page.route('**/api/v1/agent/conversations/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    );
    await drop(widget, picture);
    await send(widget);
    await widget.log.locator('.thumb img').waitFor();
    await desk.page.getByRole('link', { name: /自分の担当/ }).click();
    await desk.page.locator('a.item').filter({ hasText: '（画像を送信）' }).locator('.unread').waitFor();
    await desk.send();
    await desk.sees(/お客さまから新しい発言があった/.source);
    await desk.page.unroute('**/api/v1/agent/conversations/*');
    await desk.page.clock.fastForward(readAgainMs);
    await desk.page.locator('.thumbnail').waitFor();
    forgiveTrouble();
    await desk.send();
    await widget.sees('どの画面でしょうか');
  });

  test('stands in its place after a reload, and opens large', async () => {
    const widget = await waiting({ width: 390, height: 844 });
    await choose(widget, '画像を添付する', picture);
    await send(widget);
    await widget.log.locator('.thumb img').waitFor();
    await widget.page.reload();
    const again = new WidgetOnPage(widget.page);
    if (!(await again.input.isVisible())) await again.show();
    await again.log.locator('.thumb img').waitFor();
    expect(await again.frame.locator('html').evaluate(decodedWidth('.thumb img'))).toBe(400);
    await again.log.locator('.thumb').focus();
    await widget.page.keyboard.press('Enter');
    await dialogOf(again).getByRole('img', { name: '送信した画像' }).waitFor();
    await widget.page.keyboard.press('Escape');
    await dialogOf(again).waitFor({ state: 'detached' });
    expect(await again.input.isVisible()).toBe(true);
  });
});

describe('blacking out', () => {
  test('works by dragging, by pressing two corners, and by moving; each step can be taken back', async () => {
    const widget = await waiting();
    const { page } = widget;
    await drop(widget, picture);
    const canvas = widget.frame.locator('.stage canvas');
    await canvas.waitFor();
    const box = async () => (await canvas.boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 };
    const at = async (x: number, y: number): Promise<[number, number]> => {
      const place = await box();
      return [place.x + place.width * x, place.y + place.height * y];
    };
    await page.mouse.move(...(await at(0.1, 0.1)));
    await page.mouse.down();
    await page.mouse.move(...(await at(0.2, 0.15)));
    await page.mouse.move(...(await at(0.3, 0.2)));
    await page.mouse.up();
    expect(await marksOf(widget).count()).toBe(1);
    // A second one, while the first has the focus, is one step to take back.
    await page.mouse.move(...(await at(0.7, 0.7)));
    await page.mouse.down();
    for (const part of [0.75, 0.8, 0.85]) await page.mouse.move(...(await at(part, part)));
    await page.mouse.up();
    expect(await marksOf(widget).count()).toBe(2);
    await widget.press('元に戻す');
    expect(await marksOf(widget).count()).toBe(1);
    await page.mouse.click(...(await at(0.35, 0.4)));
    expect(await marksOf(widget).count()).toBe(1);
    await page.mouse.click(...(await at(0.65, 0.6)));
    expect(await marksOf(widget).count()).toBe(2);
    const second = marksOf(widget).last();
    const before = await second.getAttribute('aria-label');
    await page.mouse.move(...(await at(0.5, 0.5)));
    await page.mouse.down();
    await page.mouse.move(...(await at(0.5, 0.6)));
    await page.mouse.move(...(await at(0.5, 0.7)));
    await page.mouse.up();
    expect(await second.getAttribute('aria-label')).not.toBe(before);
    await widget.press('元に戻す');
    expect(await marksOf(widget).last().getAttribute('aria-label')).toBe(before);
    await widget.press('拡大');
    await marksOf(widget).first().focus();
    await page.keyboard.press('Delete');
    expect(await marksOf(widget).count()).toBe(1);
    await watchBlobs(widget);
    await send(widget);
    await widget.log.locator('.thumb img').waitFor();
    expect(await Promise.all((await sentBlobs(widget)).map(showsRed))).toEqual([false]);
  });

  test('fits on the narrowest page, and Escape gives up without a trace and without closing the window', async () => {
    const widget = await waiting({ width: 320, height: 640 });
    const bodies = bodiesOf(widget);
    await drop(widget, picture);
    await widget.frame.locator('.stage canvas').waitFor();
    expect(await widget.frame.locator('html').evaluate(widerThanTheirPlace)).toEqual([]);
    await widget.page.keyboard.press('Escape');
    await dialogOf(widget).waitFor({ state: 'detached' });
    expect(await widget.input.isVisible()).toBe(true);
    expect(bodies).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test('loses nothing: the picture stays, and a retry brings it once', async () => {
    const widget = await waiting();
    const ids: string[] = [];
    widget.page.on('request', (request) => {
      if (isUpload(request)) ids.push(new URL(request.url()).searchParams.get('clientMessageId') ?? '');
    });
    await drop(widget, picture);
    await widget.press('塗りつぶしを追加');
    await widget.page.route(/\/attachments\?/, (route) => route.abort());
    await send(widget);
    await dialogOf(widget)
      .getByText(/通信できませんでした.*内容はこのまま残っています/)
      .waitFor();
    expect(await marksOf(widget).count()).toBe(1);
    await widget.page.unroute(/\/attachments\?/);
    await widget.press('もう一度送信する');
    await widget.log.locator('.thumb img').waitFor();
    expect(await widget.log.locator('.thumb').count()).toBe(1);
    expect(ids).toEqual([ids[0], ids[0]]);
    forgiveTrouble();
  });

  test('the desk cannot keep anything: said so, and sent once it can', async () => {
    const widget = await waiting();
    await drop(widget, picture);
    const full = {
      status: 503,
      contentType: 'application/problem+json',
      body: '{"code":"storage-unavailable"}',
    };
    await widget.page.route(/\/attachments\?/, (route) => route.fulfill(full));
    await send(widget);
    await dialogOf(widget)
      .getByText(/お預かりできない状態です/)
      .waitFor();
    await widget.page.unroute(/\/attachments\?/);
    await widget.press('もう一度送信する');
    await widget.log.locator('.thumb img').waitFor();
    forgiveTrouble();
  });

  test('while the bot has the conversation a picture is not even prepared, in approved words', async () => {
    const widget = await WidgetOnPage.open(await newPage(), stage.program.url, 'admin-standard');
    await widget.say('招待メールが届きません');
    await widget.sees('迷惑メール');
    expect(await widget.frame.getByRole('button', { name: '画像やCSVの見出し行を送る' }).count()).toBe(0);
    const uploads: Request[] = [];
    widget.page.on('request', (request) => {
      if (isUpload(request)) uploads.push(request);
    });
    await paste(widget, picture);
    await dialogOf(widget)
      .getByText(/自動応答では画像やCSVの見出し行を確認できない/)
      .waitFor();
    expect(
      await dialogOf(widget)
        .getByRole('button', { name: /送信する/ })
        .count(),
    ).toBe(0);
    await dialogOf(widget).getByRole('button', { name: '閉じる' }).last().click();
    expect(uploads).toEqual([]);
  });

  test('with a file that cannot be sent it says what to do: another kind, Excel, no picture, no CSV, no header', async () => {
    const cases: [{ content: Buffer; name: string; type: string }, RegExp][] = [
      [{ content: Buffer.from('%PDF-1.7'), name: 'a.pdf', type: 'application/pdf' }, /送信できるのは/],
      [{ content: Buffer.from('PK\u0003\u0004'), name: 'a.xlsx', type: 'application/x' }, /CSV形式で保存/],
      [{ content: Buffer.from('<script>'), name: 'a.png', type: 'image/png' }, /読み取れませんでした/],
      [{ content: Buffer.of(0, 1, 2, 3), name: 'a.csv', type: 'text/csv' }, /読み取れませんでした/],
      [{ content: Buffer.from(',,\n1,2,3'), name: 'a.csv', type: 'text/csv' }, /見出しがありません/],
    ];
    const widget = await waiting();
    for (const [file, text] of cases) {
      await drop(widget, file);
      await dialogOf(widget).getByText(text).waitFor();
      await widget.page.keyboard.press('Escape');
      await dialogOf(widget).waitFor({ state: 'detached' });
    }
  });
});

test('the next file is taken as soon as the dialog of the one before is gone', async () => {
  const widget = await waiting();
  await drop(widget, { content: Buffer.from('%PDF-1.7'), name: 'a.pdf', type: 'application/pdf' });
  await dialogOf(widget)
    .getByText(/送信できるのは/)
    .waitFor();
  await closeAndDrop(widget, csv('社員番号,氏名\n'));
  await dialogOf(widget).getByText('見出し行（2列）').waitFor();
});

describe('a CSV', () => {
  test('of employees: nothing but its header row leaves the browser, and that is shown before (N3)', async () => {
    const widget = await waiting();
    const bodies = bodiesOf(widget);
    const rows = ['社員番号,氏名,電話番号', '0001,見本 花子,090-1234-5678', '0002,例田 太郎,080-8765-4321'];
    await choose(widget, 'CSVの見出し行を送る', csv(`\ufeff${rows.join('\r\n')}\r\n`));
    await dialogOf(widget).getByText('見出し行（3列）').waitFor();
    expect(bodies).toEqual([]);
    await widget.press('見出し行を送信する');
    await widget.sees('CSVの見出し行（3列）');
    const sent: unknown = JSON.parse(Buffer.concat(bodies).toString('utf8'));
    expect(sent).toEqual({ clientMessageId: expect.any(String), header: '"社員番号","氏名","電話番号"' });

    const desk = await ConsoleOnPage.logIn(
      await newPage({ width: 1440, height: 900 }),
      stage.program.url,
      'sato',
    );
    await desk.open('（CSVの見出し行を送信）');
    await desk.sees('電話番号');
    await desk.page
      .getByRole('button', { name: /発言の内容を削除/ })
      .last()
      .click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '削除する' }).click();
    await widget.sees('担当者がCSVの見出し行を削除しました（個人情報が含まれていたため）。');
    const kept = await widget.frame.locator('html').evaluate('localStorage.getItem("madoguchi:transcript")');
    expect(String(kept)).not.toContain('社員番号');
  });

  test('in Shift_JIS is read, and what looks personal in it is masked before it is sent', async () => {
    const widget = await waiting();
    const bodies = bodiesOf(widget);
    const shiftJis = Buffer.from([0x8e, 0x81, 0x96, 0xbc, 0x2c]);
    const content = Buffer.concat([shiftJis, Buffer.from('123456789018\n')]);
    await choose(widget, 'CSVの見出し行を送る', { ...csv(''), content });
    await dialogOf(widget)
      .getByText(/伏せて送信します/)
      .waitFor();
    await widget.press('見出し行を送信する');
    await widget.sees('〔マイナンバー〕');
    await widget.sees('氏名');
    expect(Buffer.concat(bodies).toString('utf8')).not.toContain('123456789018');
  });
});
