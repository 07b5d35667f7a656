import type { Page } from 'playwright-core';
import { someWeeks } from './conversations.ts';
import { call, textOf } from './http.ts';
import type { Scene, Sitting } from './scenes.ts';

const folder = 'bot/editor/pictures';
const wide = { width: 1440, height: 900 };
const tall = { width: 1440, height: 1240 };
const phone = { width: 390, height: 844 };
const article = '#/page/articles/payslip-publish.md';

let weeks: Promise<void> | undefined;

const logIn = async ({ page, url }: Sitting, id: string, place: string): Promise<void> => {
  weeks ??= someWeeks(url);
  await weeks;
  await page.goto(`${url}/editor${place}`);
  await page.getByLabel('ID').fill(id);
  await page.getByLabel('パスワード').fill(`demo-${id}`);
  await page.getByRole('button', { name: 'ログイン' }).click();
  await page.getByRole('button', { name: 'ログアウト' }).waitFor();
};

const list = async (sitting: Sitting): Promise<void> => {
  await logIn(sitting, 'tanaka', '#/pages');
  await sitting.page.locator('.text-item').first().waitFor();
};

const body = (page: Page) => page.getByLabel('本文', { exact: true });

const write = async (sitting: Sitting): Promise<void> => {
  const { page } = sitting;
  await logIn(sitting, 'tanaka', article);
  await body(page).waitFor();
  const text = await body(page).inputValue();
  await body(page).fill(text.replace('賞与明細も', '賞与の明細も'));
  await page.getByLabel('お客さまの質問').fill('賞与の明細を見せたい');
  await page.locator('.outcome').waitFor();
  await page
    .locator('.panel .count')
    .filter({ hasText: /ありません|エラー/ })
    .waitFor();
  await page.evaluate('scrollTo(0, 0)');
};

const saved = async (sitting: Sitting): Promise<void> => {
  await write(sitting);
  await sitting.page.keyboard.press('Control+S');
  await sitting.page.getByText('保存済み', { exact: true }).waitFor();
};

const gaps = async (sitting: Sitting): Promise<void> => {
  await logIn(sitting, 'tanaka', '#/gaps');
  await sitting.page.locator('.uses').waitFor();
};

const figures = async (sitting: Sitting): Promise<void> => {
  await logIn(sitting, 'tanaka', '#/figures');
  await sitting.page.locator('.chart canvas').last().waitFor();
};

const tried = async (sitting: Sitting): Promise<void> => {
  await logIn(sitting, 'tanaka', '#/try');
  await sitting.page.getByLabel('お客さまの質問').fill('残業代の計算方法を教えてください');
  await sitting.page.locator('.outcome').waitFor();
};

const impact = async (sitting: Sitting): Promise<void> => {
  await logIn(sitting, 'tanaka', '#/impact');
  await sitting.page.getByRole('button', { name: '調べる', exact: true }).click();
  await sitting.page.locator('.summary').waitFor();
};

const publish = async (sitting: Sitting): Promise<void> => {
  const { page } = sitting;
  await logIn(sitting, 'ito', article);
  await body(page).waitFor();
  await page.getByRole('button', { name: '承認して公開' }).click();
  await page.getByRole('dialog').locator('.summary').waitFor();
};

/** Somebody else saves another text meanwhile. */
const saveAs = async (url: string, id: string, path: string): Promise<void> => {
  const api = `${url}/api/v1`;
  const session = await call(`${api}/agent/session`, { body: { id, password: `demo-${id}` } });
  const token = textOf(session, 'token');
  const page = await call(`${api}/editor/page?path=${path}`, { method: 'GET', token });
  const text = `${textOf(page, 'text')}\n届かないときは、迷惑メールのフォルダーもご確認ください。\n`;
  const draft = { path, text, fingerprint: textOf(page, 'fingerprint') };
  await call(`${api}/editor/draft`, { method: 'PUT', body: draft, token });
};

const conflict = async (sitting: Sitting): Promise<void> => {
  const { page, url } = sitting;
  await logIn(sitting, 'tanaka', '#/page/articles/invite-resend.md');
  await body(page).waitFor();
  await saveAs(url, 'ito', 'knowledge/articles/invite-resend.md');
  await body(page).fill(`招待メールは、何度でも送り直せます。\n\n${await body(page).inputValue()}`);
  await page.keyboard.press('Control+S');
  await page.getByRole('dialog').locator('.choose').first().waitFor();
};

/** With a picture of our own: the demo's page, which nobody else has a right to. */
const insertPicture = async (sitting: Sitting): Promise<void> => {
  const { page } = sitting;
  await logIn(sitting, 'tanaka', '#/page/articles/smartphone.md');
  await body(page).press('Control+Home');
  await page.getByRole('button', { name: '画像を入れる' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^画像のファイル/).setInputFiles('bot/widget/pictures/answer.png');
  await dialog.getByText('準備ができました').waitFor();
  await dialog.getByLabel('画像の説明').fill('右下に開いた窓口と、その中の答え');
};

const light = 'light' as const;

/** The editors' program. One scene goes on from the draft that another saved. */
export const editorScenes: readonly Scene[] = [
  { file: `${folder}/list.png`, viewport: wide, colorScheme: light, play: list },
  { file: `${folder}/list-phone.png`, viewport: phone, colorScheme: light, play: list },
  { file: `${folder}/text.png`, viewport: tall, colorScheme: light, play: write },
  { file: `${folder}/text-phone.png`, viewport: phone, colorScheme: light, play: saved },
  { file: `${folder}/picture.png`, viewport: wide, colorScheme: light, play: insertPicture },
  { file: `${folder}/gaps.png`, viewport: wide, colorScheme: light, play: gaps },
  { file: `${folder}/figures.png`, viewport: wide, colorScheme: light, play: figures },
  { file: `${folder}/figures-phone.png`, viewport: phone, colorScheme: 'dark', play: figures },
  { file: `${folder}/try.png`, viewport: wide, colorScheme: light, play: tried },
  { file: `${folder}/impact.png`, viewport: wide, colorScheme: light, play: impact },
  { file: `${folder}/conflict.png`, viewport: wide, colorScheme: light, play: conflict },
  { file: `${folder}/publish.png`, viewport: wide, colorScheme: light, play: publish },
];
