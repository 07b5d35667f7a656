import { readdirSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { z } from 'zod';
import { Agent } from '../../scripts/pictures/agent.ts';
import { call } from '../service/client.ts';
import { becomes } from './becomes.ts';
import { serveHostPage, type HostPage } from './host-page.ts';
import { WidgetOnPage } from './opened.ts';
import { setStage, startDesk, type Desk } from './stage.ts';

/** Somebody else's page, and the desk whose widget it carries. */
interface Scene {
  desk: Desk;
  host: HostPage;
  stop(): Promise<unknown>;
}

const setScene = async (): Promise<Scene> => {
  const host = await serveHostPage();
  const desk = await startDesk({ MADOGUCHI_ORIGINS: `${host.origin},${host.sameSite}` });
  host.carry(desk.url);
  return { desk, host, stop: () => Promise.all([desk.stop(), host.close()]) };
};

const stage = setStage(setScene);
const { newPage, forgiveTrouble } = stage;

const identity = async (): Promise<string> => {
  const { body } = await call(`${stage.program.desk.url}/demo/identity`, {
    body: { persona: 'admin-standard' },
  });
  return z.object({ identity: z.string() }).parse(body).identity;
};

const launcher = (page: Page) => page.getByRole('button', { name: /サポート/ });

// Run in the page; the types of the tests know no document.
const violations = 'document.documentElement.dataset.violations';
const newNames = `
  Object.getOwnPropertyNames(window).filter(
    (name) => !document.documentElement.dataset.names.split(' ').includes(name) && name !== 'pending',
  )`;
const focused = 'document.activeElement.id || document.activeElement.localName';
/** The page is changed by script: another address, another body. */
const goOnByScript = `
  history.pushState(null, '', '/employees/12?tab=private');
  const body = document.createElement('body');
  const main = document.createElement('main');
  main.textContent = '従業員';
  body.append(main);
  document.body.replaceWith(body);`;
/** Counts the page's timers that have not run yet. */
const countTimers = `
  if (window === top) {
    const pending = new Set();
    globalThis.pending = pending;
    const { setTimeout: set, clearTimeout: clear } = globalThis;
    globalThis.setTimeout = (run, ms) => {
      const id = set(() => {
        pending.delete(id);
        run();
      }, ms);
      pending.add(id);
      return id;
    };
    globalThis.clearTimeout = (id) => {
      pending.delete(id);
      clear(id);
    };
  }`;

const listenersOn = async (devTools: CDPSession, object: string): Promise<number> => {
  const { result } = await devTools.send('Runtime.evaluate', { expression: object });
  if (!result.objectId) throw new Error(`no ${object}`);
  const { listeners } = await devTools.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
  return listeners.length;
};

/** What a page could find of the widget. */
const traces = async (page: Page): Promise<Record<string, unknown>> => {
  const devTools = await page.context().newCDPSession(page);
  const objects = ['window', 'document', 'document.documentElement', 'document.body', 'visualViewport'];
  const listeners = [];
  for (const object of objects) listeners.push(await listenersOn(devTools, object));
  return {
    listeners,
    elements: await page.evaluate("document.querySelectorAll('*').length"),
    frames: page.frames().length,
    timers: await page.evaluate('pending.size'),
    sheets: await page.evaluate('document.styleSheets.length + document.adoptedStyleSheets.length'),
    stored: await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length'),
    names: await page.evaluate(newNames),
  };
};

describe('on a page whose policy allows nothing but its own nonces, and wants Trusted Types', () => {
  test('a whole conversation breaks neither its policy nor the frame’s, and asks nothing of it', async () => {
    const page = await newPage();
    // Another site's: Chromium blocks the storage of third parties here.
    await page.goto(stage.program.host.origin);
    await launcher(page).waitFor();
    await page.evaluate(`window.Madoguchi.identify(${JSON.stringify(await identity())})`);
    const widget = new WidgetOnPage(page);
    await widget.show();

    await widget.input.pressSequentially('招待メール');
    await widget.frame.getByRole('option').first().click();
    await widget.sees(/迷惑メール/);
    await widget.press('役に立たなかった');
    await widget.sees(/お役に立てず/);
    await widget.say('マイナンバーは123456789018です');
    await widget.sees(/伏せて送信しました/);
    await widget.press('メニュー');
    await widget.press('通知音を鳴らす');
    await widget.queue();
    const agent = await Agent.logIn(stage.program.desk.url);
    await agent.claim();
    await widget.sees('担当の佐藤が対応いたします');
    await agent.answer('こちらをご覧ください。https://example.com/help');
    await widget.log.getByRole('link').waitFor();
    await agent.close();
    await widget.log.getByRole('radio', { name: '満足', exact: true }).check();
    await widget.press('回答を送信');
    await widget.sees(/ご回答いただき/);
    await widget.press('メニュー');
    await widget.press('新しい会話を始める');
    await widget.frame.getByRole('dialog').getByRole('button', { name: '新しい会話を始める' }).click();
    await widget.frame.getByText('ご質問をお聞かせください').waitFor();
    await widget.press('閉じる');

    expect(await page.evaluate(violations)).toBe('');
    expect(await page.evaluate(newNames)).toEqual(['Madoguchi']);
  });
});

test.each(readdirSync('bot/widget/releases').map((file) => file.replace('.txt', '')))(
  'the released loader %s is taken by its hash, and works with the present frame',
  async (name) => {
    const page = await newPage();
    await page.goto(`${stage.program.host.origin}/pinned/${name}?title=ヘルプ&greeting=何をお探しですか`);
    const widget = new WidgetOnPage(page);
    await widget.show();
    await widget.frame.getByRole('heading', { name: 'ヘルプ' }).waitFor();
    await widget.frame.getByText('何をお探しですか').waitFor();
    await widget.say('招待メールが届きません');
    await widget.sees(/迷惑メール/);
    await widget.press('閉じる');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await page.evaluate(violations)).toBe('');
  },
);

describe('the page stays the host’s', () => {
  test('destroy leaves no listener, element, timer, style, frame or name behind, opened or not', async () => {
    for (const wasOpened of [false, true]) {
      const page = await newPage();
      await page.addInitScript(countTimers);
      await page.route('**/widget.js', (route) => route.abort());
      await page.goto(stage.program.host.sameSite);
      const before = await traces(page);
      await page.unroute('**/widget.js');
      await page.reload();
      await launcher(page).waitFor();
      if (wasOpened) await new WidgetOnPage(page).show();
      expect((await traces(page))['names']).toEqual(['Madoguchi']);
      // The browser tells of a frame's end a little later than the page has it.
      const frameGone = wasOpened ? page.waitForEvent('framedetached') : null;
      await page.evaluate('window.Madoguchi.destroy()');
      await frameGone;
      expect(await traces(page)).toEqual(before);
    }
    // The loader was held back on purpose.
    forgiveTrouble();
  });

  test('a page that changes itself by script keeps its one widget and the conversation in it', async () => {
    const page = await newPage();
    await page.goto(stage.program.host.sameSite);
    const widget = new WidgetOnPage(page);
    await widget.show();
    await widget.say('招待メールが届きません');
    await widget.sees(/迷惑メール/);
    await page.evaluate(goOnByScript);
    await widget.sees(/迷惑メール/);
    await widget.press('閉じる');
    await launcher(page).waitFor();
    expect(await launcher(page).count()).toBe(1);
    await widget.show();
    expect(page.frames().length).toBe(2);
    await widget.sees(/迷惑メール/);
  });

  test('a name that was left empty is the usual one: what has none cannot be found by a screen reader', async () => {
    const page = await newPage();
    await page.goto(`${stage.program.host.sameSite}/?label=&title=`);
    await page.getByRole('button', { name: 'サポートに質問する' }).click();
    await new WidgetOnPage(page).frame.getByRole('heading', { name: 'サポート窓口' }).waitFor();
    expect(await page.locator('iframe').getAttribute('title')).toBe('サポート窓口');
  });

  test('a page that carries the tag twice has one widget', async () => {
    const page = await newPage();
    await page.goto(`${stage.program.host.sameSite}/twice`);
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await launcher(page).count()).toBe(1);
    expect(await page.evaluate(newNames)).toEqual(['Madoguchi']);
  });

  test('an agent reads of the page that the customer is on, not of the one where the talk began', async () => {
    const page = await newPage();
    await page.goto(stage.program.host.sameSite);
    await launcher(page).waitFor();
    await page.evaluate(`window.Madoguchi.identify(${JSON.stringify(await identity())})`);
    const widget = new WidgetOnPage(page);
    await widget.show();
    await page.evaluate(goOnByScript);
    await page.locator('main').click();
    await widget.press(/担当者に相談する/);
    await widget.press('エラーや不具合');
    await widget.say('0012');
    await widget.press('いま開いているページ');
    await widget.sees(/どのような操作/);
    await widget.say('保存を押すと白い画面になります');
    await widget.frame.getByText(/現在1番目/).waitFor();
    const agent = await Agent.logIn(stage.program.desk.url);
    await agent.claim();
    // Query and fragment stay with the customer.
    expect((await agent.intake()).pageUrl).toBe(`${stage.program.host.sameSite}/employees/12`);
    await agent.close();
  });

  test('the focus goes back to where it was, and stays where the page has put it', async () => {
    const page = await newPage();
    await page.goto(stage.program.host.sameSite);
    await launcher(page).waitFor();
    expect(await page.evaluate(focused)).toBe('body');
    await page.locator('#own').focus();
    await page.evaluate('window.Madoguchi.open()');
    const widget = new WidgetOnPage(page);
    await widget.input.waitFor();
    await becomes(
      () => widget.frame.locator('html').evaluate('document.activeElement.localName'),
      'textarea',
    );
    await page.keyboard.type('書きかけ');
    expect(await widget.input.inputValue()).toBe('書きかけ');
    await page.keyboard.press('Escape');
    await page.locator('iframe').waitFor({ state: 'hidden' });
    expect(await page.evaluate(focused)).toBe('own');

    await page.evaluate('window.Madoguchi.open()');
    await widget.input.waitFor();
    await page.locator('#own').focus();
    await page.evaluate('window.Madoguchi.close()');
    expect(await page.evaluate(focused)).toBe('own');
  });

  test('a desk that is away shows no browser’s error, is said to be away, and is found again', async () => {
    const page = await newPage();
    await page.clock.install();
    await page.route('**/widget/frame*', (route) => route.abort());
    await page.goto(stage.program.host.sameSite);
    await launcher(page).click();
    expect(await page.locator('iframe').isVisible()).toBe(false);
    await page.clock.fastForward(20_000);
    const again = page.getByRole('button', { name: 'つながりません' });
    await again.waitFor();
    await page.unroute('**/widget/frame*');
    await again.click();
    await new WidgetOnPage(page).input.waitFor();
    forgiveTrouble();
  });
});

// Run in the page and in the frame.
/** How letters stand out from their ground (WCAG): what is under the text, whatever way it was painted. */
const contrastOf = (selector: string, ground: string): string => `
  (() => {
    const root = document.querySelector('html > div')?.shadowRoot ?? document;
    const element = root.querySelector(${JSON.stringify(selector)});
    const style = getComputedStyle(element);
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    const luminance = (color) => {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((each) => {
        const share = each / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (${ground})(style);
    const [one, other] = [luminance(style.color), luminance(ground)].toSorted((a, b) => b - a);
    return { ratio: (one + 0.05) / (other + 0.05), ground };
  })()`;
/** The launcher's colour lies on it as an inset shadow. */
const launcherGround = `({ boxShadow, backgroundColor }) =>
  boxShadow.includes('inset') ? boxShadow.split(' 0px')[0] : backgroundColor`;
const plainGround = `({ backgroundColor }) => backgroundColor`;
const contrast = z.object({ ratio: z.number(), ground: z.string() });

const accents = [
  ['dark', '#1d3557'],
  ['pale', '#ffe066'],
  ['in between', '#808080'],
  ['white', 'white'],
  ['one that shows what is under it', 'rgb(0 0 0 / 10%)'],
  ['one of a newer notation', 'oklch(70% 0.2 150)'],
  ['none at all', 'no-colour'],
] as const;

test('letters on the page’s own colour are readable, whatever it is', async () => {
  const page = await newPage();
  for (const [what, accent] of accents) {
    await page.goto(`${stage.program.host.sameSite}/?accent=${encodeURIComponent(accent)}`);
    await launcher(page).waitFor();
    const onLauncher = contrast.parse(await page.evaluate(contrastOf('button', launcherGround)));
    await new WidgetOnPage(page).show();
    const frame = page.frames()[1];
    const onSend = contrast.parse(await frame?.evaluate(contrastOf('.send', plainGround)));
    expect({ what, readable: [onLauncher, onSend].map(({ ratio }) => ratio >= 4.5) }).toEqual({
      what,
      readable: [true, true],
    });
  }
});
