import type { FrameLocator, Page } from 'playwright-core';
import { editorScenes } from './editor-scenes.ts';

export interface Sitting {
  page: Page;
  url: string;
}

/** One picture: where it goes, how large the window is, and what is done before it is taken. */
export interface Scene {
  file: string;
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
  play(sitting: Sitting): Promise<void>;
}

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const wide = { width: 1440, height: 900 };

const widgetPictures = 'bot/widget/pictures';
const consolePictures = 'bot/console/pictures';

const open = async ({ page, url }: Sitting, persona: string): Promise<FrameLocator> => {
  await page.goto(url);
  const identified = page.waitForResponse((response) => response.url().endsWith('/demo/identity'));
  await page.locator('select').first().selectOption(persona);
  await identified;
  await page
    .getByRole('button', { name: /サポート/ })
    .first()
    .click();
  const frame = page.frameLocator('iframe');
  await frame.locator('textarea').waitFor();
  return frame;
};

const say = async (frame: FrameLocator, text: string, answer: RegExp): Promise<void> => {
  await frame.locator('textarea').fill(text);
  await frame.locator('textarea').press('Enter');
  await frame.getByRole('log').getByText(answer).last().waitFor();
};

const press = async (frame: FrameLocator, name: string | RegExp): Promise<void> =>
  frame.getByRole('button', { name }).last().click();

const queue = async (frame: FrameLocator): Promise<void> => {
  await press(frame, /担当者に相談する/);
  await press(frame, 'エラーや不具合');
  await frame.getByText(/社員番号をお聞かせ/).waitFor();
  await say(frame, '0012', /ページのURL/);
  await press(frame, 'いま開いているページ');
  await frame.getByText(/どのような操作/).waitFor();
  await say(frame, '保存を押すと、画面が白くなります', /順にお答えしています/);
};

const answered = (sitting: Sitting): Promise<void> =>
  open(sitting, 'admin-standard').then((frame) => say(frame, '招待メールが届きません', /迷惑メール/));

const consoleScene = async ({ page, url }: Sitting): Promise<void> => {
  const frame = await open({ page, url }, 'admin-standard');
  await say(frame, 'CSVの取り込みでエラーになる', /./);
  await queue(frame);
  await page.goto(`${url}/console`);
  await page.getByLabel('ID').fill('sato');
  await page.getByLabel('パスワード').fill('demo-sato');
  await page.getByRole('button', { name: 'ログイン' }).click();
  await page.locator('a.item').first().click();
  await page.getByRole('button', { name: '対応を開始する' }).click();
  await page
    .getByLabel('返信（お客さまに届きます）')
    .fill('お待たせしております。状況を確認しますので、少しお時間をください。');
};

const textsScene = async (sitting: Sitting): Promise<void> => {
  await consoleScene(sitting);
  const { page } = sitting;
  await page.keyboard.press('Control+/');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.type('CSV');
  await page.getByRole('option').getByText('CSVの見出し行をお願いする').waitFor();
};

/** What the README and the guides show, and what a reader wants to see of each state. */
export const scenes: readonly Scene[] = [
  { file: `${widgetPictures}/answer.png`, viewport: desktop, colorScheme: 'light', play: answered },
  { file: `${widgetPictures}/answer-phone.png`, viewport: phone, colorScheme: 'light', play: answered },
  { file: `${widgetPictures}/answer-dark.png`, viewport: desktop, colorScheme: 'dark', play: answered },
  {
    file: `${widgetPictures}/refusal-phone.png`,
    viewport: phone,
    colorScheme: 'light',
    play: async (sitting) =>
      say(await open(sitting, 'admin-standard'), '残業代の計算方法を教えてください', /社会保険労務士/),
  },
  {
    file: `${widgetPictures}/queue.png`,
    viewport: desktop,
    colorScheme: 'light',
    play: async (sitting) => queue(await open(sitting, 'admin-standard')),
  },
  { file: `${consolePictures}/conversation.png`, viewport: wide, colorScheme: 'light', play: consoleScene },
  { file: `${consolePictures}/texts.png`, viewport: wide, colorScheme: 'light', play: textsScene },
  { file: `${consolePictures}/phone-dark.png`, viewport: phone, colorScheme: 'dark', play: consoleScene },
  ...editorScenes,
];
