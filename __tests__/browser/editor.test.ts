import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { placeOnDisk } from '../../bot/knowledge/knowledge-files.ts';
import { makeKnowledge } from '../knowledge/fixture.ts';
import { call, TestCustomer } from '../service/client.ts';
import { EditorOnPage } from './editor-page.ts';
import { findings, findingsIn } from './findings.ts';
import { inShiftJis } from '../workshop/in-shift-jis.ts';
import { WidgetOnPage } from './opened.ts';
import { setStage, startDesk } from './stage.ts';

const gap = '社員証の写真を変更したい';
const article = 'articles/payslip-publish.md';
/** The whole walk learns twice, beside whatever else the machine does. */
const long = 240_000;

const startEditing = async () => {
  const knowledge = await makeKnowledge({
    'knowledge/golden/articles/payslips.yaml': '- { q: 給与明細の公開方法, article: payslip-publish }\n',
  });
  const desk = await startDesk({
    MADOGUCHI_KNOWLEDGE: knowledge.folders.knowledge,
    MADOGUCHI_INTENTS: knowledge.folders.intents,
    MADOGUCHI_APPROVED_BY_ANOTHER: 'on',
    MADOGUCHI_LOG_LEVEL: 'silent',
  });
  const customer = await TestCustomer.open(desk.url);
  for (const text of [gap, '社員証の写真を差し替えたい', '労働基準法に違反しますか'])
    await customer.say(text);
  return {
    url: desk.url,
    folders: knowledge.folders,
    stop: async () => {
      await desk.stop();
      await knowledge.dispose();
    },
  };
};

const stage = setStage(startEditing);
const { newPage } = stage;
const editor = async (id: string, place = ''): Promise<EditorOnPage> =>
  EditorOnPage.logIn(await newPage(), stage.program.url, id, place);
/** Chromium reports each answer that says no; what the page makes of it is what counts. */
const forgive = (status: number): void => stage.forgive(`status of ${status}`);
/** What was published is learnt within moments. */
const served = async (words: string): Promise<void> => {
  let text = '';
  while (!text.includes(words)) {
    ({ text } = await call(`${stage.program.url}/api/v1/faq`, { body: { text: gap } }));
    // Who asks without a pause takes the processor from the learning that it waits for.
    await sleep(100);
  }
};
/** What WCAG 2.2 AA finds. For a shadow root axe tries a style element, which the page's policy rightly refuses. */
const barriers = async (
  page: Page,
  look: () => Promise<string[]> = () => findings(page),
): Promise<string[]> => {
  const found = await look();
  stage.forgive('Applying inline style');
  return found;
};
const textOnDisk = (path: string): Promise<string> =>
  readFile(placeOnDisk(stage.program.folders, `knowledge/${path}`), 'utf8');

describe('an editor', () => {
  test(
    'goes from a question without an answer to what the customer then reads, with a second one to approve',
    async () => {
      const tanaka = await editor('tanaka');
      await tanaka.goTo('足りない答え');
      const group = tanaka.page.locator('.gap').filter({ hasText: gap }).first();
      await group.getByRole('button', { name: '新しい記事の下書きを作る' }).click();
      await tanaka.dialog.getByLabel(/^ID/).fill('id-card-photo');
      await tanaka.dialog.getByLabel(/^題名/).fill('社員証の写真を変えるには、どうすればよいですか？');
      await tanaka.dialog.getByRole('button', { name: '下書きを作る' }).click();
      await tanaka.body.fill('1. **社員証**を開きます。\n2. 「写真を変更」を押します。');
      const questions = tanaka.page.getByLabel(/^聞き方/);
      await questions.fill(`${await questions.inputValue()}\n社員証の顔写真を新しくする方法`);
      await tanaka.ask(gap);
      await tanaka.sees('回答：社員証の写真を変えるには、どうすればよいですか？');
      await tanaka.save();
      await tanaka.press('承認して公開');
      await tanaka.dialog.getByText('別の編集者が承認する決まりです').waitFor();
      expect(await tanaka.dialog.getByRole('button', { name: '承認して公開する' }).count()).toBe(0);
      await tanaka.dialog
        .getByText(/「写真を変更」/)
        .first()
        .waitFor();

      const ito = await editor('ito');
      await ito.page.getByLabel('状態').selectOption({ label: '新規' });
      await ito.page.getByRole('link', { name: /社員証の写真/ }).click();
      await ito.sees('田中さんもこのページを開いています');
      await ito.publish();
      expect(await textOnDisk('articles/id-card-photo.md')).toContain('「写真を変更」を押します');

      const widget = await WidgetOnPage.open(await newPage(), stage.program.url, 'admin-standard');
      await served('「写真を変更」');
      await widget.say(gap);
      await widget.sees(/「写真を変更」を押します/);
    },
    long,
  );

  test(
    'who saves second sees both texts, and loses neither',
    async () => {
      const [tanaka, ito] = [await editor('tanaka'), await editor('ito')];
      await tanaka.open(article);
      await ito.open(article);
      await ito.body.fill(`${await ito.body.inputValue()}\n\n伊藤が足した文です。`);
      await ito.save();
      await tanaka.body.fill(`田中が足した文です。\n\n${await tanaka.body.inputValue()}`);
      await tanaka.press('下書き保存');
      await tanaka.dialog.getByText('伊藤さんが先に保存しました').waitFor();
      expect(await barriers(tanaka.page)).toEqual([]);
      const choices = tanaka.dialog.locator('.choose');
      expect(await choices.first().getByLabel('あなたの文を使う').isChecked()).toBe(true);
      expect(await choices.last().getByLabel('保存されている文を使う').isChecked()).toBe(true);
      await tanaka.dialog.getByRole('button', { name: 'この内容で編集を続ける' }).click();
      await tanaka.save();
      const saved = await textOnDisk(`drafts/${article}`);
      expect(saved).toContain('伊藤が足した文です。');
      expect(saved).toContain('田中が足した文です。');
      forgive(409);
    },
    long,
  );

  test(
    'sees what changed, goes back to an earlier version, and throws a draft away',
    async () => {
      const tanaka = await editor('tanaka');
      await tanaka.open(article);
      await tanaka.page.getByText('履歴', { exact: true }).click();
      // What the last version changed, without choosing anything.
      await tanaka.page.locator('.comparison .diff .added').first().waitFor();
      await tanaka.press('第1版を下書きに戻す');
      await tanaka.dialog.getByRole('button', { name: '下書きに戻す' }).click();
      await tanaka.sees('第1版の文を下書きにしました');
      expect(await tanaka.body.inputValue()).not.toContain('伊藤が足した文です。');
      await tanaka.press('下書きを破棄');
      await tanaka.dialog.getByRole('button', { name: '破棄する' }).click();
      await tanaka.sees('公開中の文と同じです');
    },
    long,
  );

  test(
    'loses nothing by a crash or a link that leads away',
    async () => {
      const tanaka = await editor('tanaka', `#/page/${article}`);
      const typed = `${await tanaka.body.inputValue()}\n\n書きかけの文です。`;
      await tanaka.body.fill(typed);
      await tanaka.page.getByRole('navigation').getByRole('link', { name: '数字' }).click();
      await tanaka.dialog.getByText('書きかけの文は、このブラウザーに残ります').waitFor();
      await tanaka.dialog.getByRole('button', { name: 'キャンセル' }).click();
      expect(await tanaka.body.inputValue()).toBe(typed);

      // A tab that crashes asks nobody.
      const again = await tanaka.page.context().newPage();
      await tanaka.page.close();
      await again.goto(`${stage.program.url}/editor#/page/${article}`);
      await again.getByRole('button', { name: '復元する' }).click();
      await again.getByText('保存していない変更があります').waitFor();
      expect(await again.getByLabel('本文', { exact: true }).inputValue()).toBe(typed);
      forgive(401);
    },
    long,
  );

  test(
    'whose session ends goes on writing, is told, and signs in without leaving what is written',
    async () => {
      const tanaka = await editor('tanaka', `#/page/${article}`);
      const { page } = tanaka;
      await page.getByText('見つかったことはありません').waitFor();
      await page.context().clearCookies();
      const typed = `${await tanaka.body.inputValue()}\n\n期限が切れたあとの文です。`;
      await tanaka.body.fill(typed);
      // The look over the text, which nobody waits for, is the first to meet the end.
      await page.getByRole('alert').getByText('ログインの有効期限が切れました').waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.keyboard.type('まだ書いています。');
      expect(await tanaka.body.inputValue()).toBe(`${typed}まだ書いています。`);

      await tanaka.press('ログインし直す');
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.type('demo-tanaka');
      await page.keyboard.press('Enter');
      await tanaka.dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: 'ログインし直す' }).count()).toBe(0);
      // What could not be looked over meanwhile is, without a further letter.
      await page.getByText('見つかったことはありません').waitFor();
      await tanaka.save();

      // Who asks for something is asked at once, over the dialog that is open; that is there again afterwards.
      await tanaka.press('下書きを破棄');
      await page.context().clearCookies();
      await tanaka.dialog.getByRole('button', { name: '破棄する' }).click();
      await tanaka.dialog.getByLabel('パスワード').fill('demo-tanaka');
      await tanaka.dialog.getByRole('button', { name: 'ログイン', exact: true }).click();
      await tanaka.dialog.waitFor({ state: 'detached' });
      // Nothing goes on saying that it has ended.
      expect(await page.getByText('ログインの有効期限が切れました').filter({ visible: true }).count()).toBe(
        0,
      );
      await tanaka.press('下書きを破棄');
      await tanaka.dialog.getByRole('button', { name: '破棄する' }).click();
      await tanaka.sees('公開中の文と同じです');
      forgive(401);
    },
    long,
  );

  test(
    'is told what to mend, is led to its line, and cannot publish it before',
    async () => {
      const tanaka = await editor('tanaka', `#/page/${article}`);
      await tanaka.body.fill('# 見出し\n\n本文です。');
      await tanaka.page.locator('.findings [data-severity=error]').first().waitFor();
      await tanaka.page.locator('.findings').getByRole('button').first().click();
      expect(await tanaka.page.evaluate('document.activeElement.value.split("\\n")[0]')).toBe('# 見出し');
      await tanaka.press('承認して公開');
      await tanaka.sees(/まだ公開できません/);
      await tanaka.press('下書きを破棄');
      await tanaka.dialog.getByRole('button', { name: '破棄する' }).click();
      await tanaka.sees('公開中の文と同じです');
    },
    long,
  );

  test(
    'works by the keyboard alone: to a text, writing, saving, asking',
    async () => {
      const tanaka = await editor('tanaka');
      const { page } = tanaka;
      const tabTo = async (reached: string): Promise<void> => {
        for (let presses = 0; presses < 120; presses += 1) {
          await page.keyboard.press('Tab');
          if (await page.evaluate(reached)) return;
        }
        throw new Error(`no way to ${reached}`);
      };
      await page.locator('.text-item').first().waitFor();
      await tabTo(`document.activeElement.type === 'search'`);
      await page.keyboard.type('payslip-publish');
      await page.getByText('1件を表示しています').waitFor();
      await tabTo(`document.activeElement.closest('.text-item') !== null`);
      await page.keyboard.press('Enter');
      await tanaka.body.waitFor();
      await tabTo(`document.activeElement.labels?.[0]?.textContent === '本文'`);
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n\nキーボードで足した文です。');
      await page.keyboard.press('Control+S');
      await page.getByText('下書きを保存しました').waitFor();
      expect(await textOnDisk(`drafts/${article}`)).toContain('キーボードで足した文です。');
      await tabTo(`document.activeElement.labels?.[0]?.textContent === 'お客さまの質問'`);
      await page.keyboard.type('給与明細の公開方法を教えてください');
      await page.locator('.outcome').waitFor();
    },
    long,
  );
});

test(
  'the texts are listed before their figures are counted, and without them while they cannot be',
  async () => {
    const page = await newPage();
    const counting = new EventEmitter();
    const uses = '**/api/v1/editor/use*';
    await page.route(uses, async (route) => {
      await once(counting, 'done');
      await route.continue();
    });
    await EditorOnPage.logIn(page, stage.program.url, 'ito');
    await page.locator('.text-item').first().waitFor();
    await page.getByText('集計しています').waitFor();
    const link = page.locator('.text-item a').first();
    await link.focus();
    counting.emit('done');
    await page.locator('.text-item .use').first().waitFor();
    expect(await page.getByText('集計しています').count()).toBe(0);
    expect(await page.evaluate(`document.activeElement.closest('.text-item') !== null`)).toBe(true);

    await page.unroute(uses);
    const away = { type: 'about:blank', title: 'away', status: 503, code: 'storage-unavailable' };
    await page.route(uses, (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(away) }),
    );
    await page.reload();
    await page.getByText('回答の数などを表示できません').waitFor();
    await page.locator('.text-item').first().waitFor();
    forgive(503);
  },
  long,
);

test(
  'articles come back from a spreadsheet as drafts; a broken file changes nothing and says what is wrong',
  async () => {
    const tanaka = await editor('tanaka');
    const { page } = tanaka;
    const send = (text: string | Uint8Array) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: '記事.csv', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from(text) });
    await page.locator('.text-item').first().waitFor();
    await send('何か,別の表\n1,2\n');
    await tanaka.dialog.getByText('何も取り込まれていません').waitFor();
    await tanaka.dialog.getByRole('button', { name: '閉じる' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSVを書き出す' }).click();
    const exported = await readFile(await (await downloading).path(), 'utf8');
    // Shift_JIS has no such character: what is lost is told, and nothing is imported, until somebody says so.
    await send(inShiftJis(exported.replaceAll('「写真を変更」', '「写真を😀替える」')));
    await tanaka.dialog.getByText('id-card-photoの「本文」：').waitFor();
    await tanaka.dialog.getByRole('button', { name: 'このまま取り込む' }).waitFor();
    await tanaka.dialog.getByRole('button', { name: 'キャンセル' }).click();
    await send(exported.replaceAll('「写真を変更」', '「写真を替える」'));
    await tanaka.dialog.getByText('1件を下書きにしました').waitFor();
    await tanaka.dialog.getByRole('link', { name: 'id-card-photo' }).click();
    await tanaka.body.waitFor();
    expect(await tanaka.body.inputValue()).toContain('「写真を替える」');
    forgive(422);
  },
  long,
);

/** What stands in the way: everything in light colours, and what colours alone decide in dark ones. */
const barriersInBothColours = async (page: Page): Promise<string[]> => {
  const light = await barriers(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await barriers(page, () => findingsIn(page.mainFrame(), ['color-contrast']));
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
};

test(
  'nothing stands in the way of anybody on any page, in light and in dark colours (WCAG 2.2 AA)',
  async () => {
    const page = await newPage();
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(`${stage.program.url}/editor`);
    await page.getByLabel('ID').waitFor();
    const found: Record<string, string[]> = {};
    const look = async (name: string): Promise<void> => {
      found[name] = await barriersInBothColours(page);
    };
    await look('login');
    const ito = await EditorOnPage.logIn(page, stage.program.url, 'ito');
    await page.locator('.text-item').first().waitFor();
    await look('list');
    await ito.goTo('足りない答え');
    await page.locator('.uses').waitFor();
    await look('gaps');
    await ito.goTo('数字');
    await page.locator('.chart canvas').first().waitFor();
    await page.getByText('数字を表で見る').first().click();
    await look('figures');
    await ito.goTo('試す');
    await ito.ask('労働基準法に違反しますか');
    await look('trial');
    await ito.goTo('影響を調べる');
    await ito.press('調べる');
    await page.locator('.summary').waitFor();
    await look('impact');
    await ito.open(article);
    await ito.ask('給与明細の公開方法を教えてください');
    await page.getByText('履歴', { exact: true }).click();
    await page.locator('.comparison .diff, .comparison .none').first().waitFor();
    await look('text');
    await page.getByLabel('ファイルのまま書く').check();
    await look('text as a file');
    await ito.press('承認して公開');
    await ito.dialog.getByRole('button', { name: '承認して公開する', disabled: false }).waitFor();
    await look('publishing');
    expect(Object.entries(found).filter(([, barrier]) => barrier.length > 0)).toEqual([]);
    expect(Object.keys(found)).toHaveLength(9);
  },
  long,
);

test(
  'nothing has to be scrolled sideways on a phone, on a screen at 400 %, and on a desktop',
  async () => {
    const page = await newPage();
    const ito = await EditorOnPage.logIn(page, stage.program.url, 'ito');
    const wider: string[] = [];
    const look = async (name: string): Promise<void> => {
      for (const [width, height] of [
        [390, 844],
        [320, 640],
        [1440, 900],
      ] as const) {
        await page.setViewportSize({ width, height });
        if (await page.evaluate(pageIsWider)) wider.push(`${name} at ${width}`);
      }
    };
    for (const [name, ready] of [
      ['記事と文言', '.text-item'],
      ['足りない答え', '.uses'],
      ['数字', '.chart canvas'],
    ] as const) {
      await ito.goTo(name);
      await page.locator(ready).first().waitFor();
      await look(name);
    }
    await ito.open(article);
    await look(article);
    expect(wider).toEqual([]);
  },
  long,
);

/** Run in a page. Tables scroll in their own place. */
const pageIsWider = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

test(
  'an agent of the desk is told that this is not for them, and who edits is led here from the console',
  async () => {
    const desk = await newPage();
    await EditorOnPage.logIn(desk, stage.program.url, 'sato');
    await desk.getByText('記事を編集する権限がありません').waitFor();
    const page = await newPage();
    await page.goto(`${stage.program.url}/console`);
    await page.getByLabel('ID').fill('tanaka');
    await page.getByLabel('パスワード').fill('demo-tanaka');
    await page.getByRole('button', { name: 'ログイン' }).click();
    await page.waitForURL(`${stage.program.url}/editor`);
    await page.locator('.text-item').first().waitFor();
  },
  long,
);
