import type { Locator, Page } from 'playwright-core';
import { startProgram } from '../../scripts/pictures/program.ts';
import { WidgetOnPage } from './opened.ts';
import { setStage } from './stage.ts';

const stage = setStage(() => startProgram());
const { newPage, forgiveTrouble } = stage;

const customer = async (page?: Page): Promise<WidgetOnPage> =>
  WidgetOnPage.open(page ?? (await newPage()), stage.program.url, 'admin-standard');

const answered = async (): Promise<WidgetOnPage> => {
  const widget = await customer();
  await widget.say('招待メールが届きません');
  await widget.sees('迷惑メール');
  return widget;
};

const button = ({ frame }: WidgetOnPage, name: string) => frame.getByRole('button', { name, exact: true });
/** Where it lies; what is just drawn anew is looked for again. */
const placeOf = async (locator: Locator): Promise<{ x: number; width: number }> => {
  for (;;) {
    const box = await locator.boundingBox();
    if (box) return box;
  }
};
const fromMenu = async (widget: WidgetOnPage, entry: string): Promise<void> => {
  await widget.press('メニュー');
  await widget.press(entry);
};

describe('who double-clicks everything', () => {
  test('opens the window, however long it takes to come', async () => {
    const page = await newPage();
    await page.route('**/widget/frame*', async (route) => {
      await page.waitForTimeout(500);
      await route.continue();
    });
    await page.goto(stage.program.url);
    await page
      .getByRole('button', { name: /サポート/ })
      .first()
      .dblclick();
    await new WidgetOnPage(page).input.waitFor();
  });

  test('asks what they choose once', async () => {
    const widget = await customer();
    await widget.say('CSV');
    await widget.sees(/次のうち/);
    await widget.log.locator('.choice').first().dblclick();
    // Both would have been sent before what is said next.
    await widget.say('ありがとうございます');
    await widget.log.locator('.customer').filter({ hasText: 'ありがとうございます' }).waitFor();
    expect(await widget.log.locator('.customer').count()).toBe(3);
  });

  test.each([
    ['a desktop', { width: 1280, height: 800 }],
    ['a phone', { width: 390, height: 844 }],
  ])(
    'does not leave the queue by it on %s: what stays lies where the pointer is',
    async (_what, viewport) => {
      const widget = await customer(await newPage(viewport));
      await widget.queue();
      const asks = await placeOf(button(widget, '順番待ちをやめる'));
      await widget.press('順番待ちをやめる');
      const leaves = await placeOf(button(widget, 'やめる'));
      expect(leaves.x + leaves.width).toBeLessThanOrEqual(asks.x);
    },
  );
});

describe('a menu', () => {
  test('goes away when anything else is pressed, also what takes no focus', async () => {
    const widget = await customer();
    await widget.press('メニュー');
    const entry = button(widget, '通知音を鳴らす');
    await entry.waitFor();
    await widget.frame.locator('.office').click();
    await entry.waitFor({ state: 'hidden' });
  });
});

describe('a new conversation', () => {
  test('is begun only after asking back; until then nothing is lost, not even by Escape', async () => {
    const widget = await answered();
    await fromMenu(widget, '新しい会話を始める');
    const question = widget.frame.getByRole('dialog', { name: '新しい会話を始めますか？' });
    await question.waitFor();
    await widget.page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await fromMenu(widget, '新しい会話を始める');
    await question.waitFor();
    await widget.page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await widget.input.isVisible()).toBe(true);
    await widget.sees('迷惑メール');
    await fromMenu(widget, '新しい会話を始める');
    await question.getByRole('button', { name: '新しい会話を始める' }).click();
    await widget.log.getByText('迷惑メール').first().waitFor({ state: 'detached' });
    await question.waitFor({ state: 'detached' });
  });
});

describe('while the browser alone is offline', () => {
  test('nothing is offered that cannot be done; what was said stays, and all of it comes back', async () => {
    const widget = await answered();
    const person = widget.frame.getByRole('button', { name: '担当者に相談する' });
    await person.waitFor();
    await widget.press('役に立たなかった');
    await widget.log.getByRole('button', { name: '担当者に相談する' }).waitFor();
    await widget.page.context().setOffline(true);
    await widget.frame.getByText(/オフラインです/).waitFor();
    await person.waitFor({ state: 'hidden' });
    await widget.press('メニュー');
    await button(widget, '会話をコピーする').waitFor();
    await button(widget, '新しい会話を始める').waitFor({ state: 'hidden' });
    await widget.sees('迷惑メール');
    await widget.page.context().setOffline(false);
    await person.waitFor();
    forgiveTrouble();
  });

  test('the place in the queue stays on view, without a way to lose it', async () => {
    const widget = await customer();
    await widget.queue();
    await widget.page.context().setOffline(true);
    await button(widget, '順番待ちをやめる').waitFor({ state: 'hidden' });
    await widget.frame.getByText(/順番をお待ちください/).waitFor();
    await widget.page.context().setOffline(false);
    await button(widget, '順番待ちをやめる').waitFor();
    forgiveTrouble();
  });
});

test('at 400 % the log keeps room to read in, and nothing lies upon it', async () => {
  const widget = await answered();
  await widget.page.setViewportSize({ width: 320, height: 256 });
  const log = await widget.log.boundingBox();
  const bottom = await widget.frame.locator('.bottom').boundingBox();
  expect(log?.height).toBeGreaterThanOrEqual(96);
  expect(bottom?.y).toBeGreaterThanOrEqual((log?.y ?? Number.NaN) + (log?.height ?? 0));
});
