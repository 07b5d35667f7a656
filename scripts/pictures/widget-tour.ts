import type { Page } from 'playwright-core';
import { Agent } from './agent.ts';
import { blackOut, employeeTable } from './black-out.ts';
import { serveAMorning } from './busy-desk.ts';
import { readFromTop } from './read-from-top.ts';
import { Visitor } from './visitor.ts';

/**
 * Every state of the widget, brought about as a customer does it. The pictures are taken of them, and the
 * tests look for what stands in anybody's way in them: a state that is not here is neither seen nor tested.
 */
export interface Sitting {
  page: Page;
  /** Of the program, with the demo on. */
  url: string;
  /** The store can be used no more, and again. */
  takeStoreAway(): Promise<void>;
  bringStoreBack(): Promise<void>;
  /** A page of another origin that stays while the program is away. */
  hostUrl: string;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Stops at each state and says its name. */
type Tour = (sitting: Sitting) => AsyncGenerator<string, void>;

const staffed = '2026-11-24T11:00:00+09:00';
const lunchBreak = '2026-11-24T12:35:00+09:00';
/** When a closed day is announced (`program.ts`). */
const announced = '2026-12-02T11:00:00+09:00';

const setClock = async (url: string, now: string): Promise<void> => {
  await fetch(`${url}/demo/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ now }),
  });
};

const begin = async ({ page, url }: Sitting, now: string, persona = 'admin-standard'): Promise<Visitor> => {
  await setClock(url, now);
  const visitor = new Visitor(page);
  await visitor.come(url, persona);
  return visitor;
};

const typing: Tour = async function* (sitting) {
  const visitor = await begin(sitting, staffed);
  await visitor.launcher.waitFor();
  yield 'launcher';
  await visitor.open();
  yield 'welcome';
  await visitor.input.pressSequentially('招待メール');
  await visitor.frame.getByRole('option').first().waitFor();
  await visitor.input.press('ArrowDown');
  yield 'suggestions';
  await visitor.input.fill('マイナンバーは123456789018、電話は090-1234-5678です');
  await visitor.sees(/伏せて送信します/);
  yield 'personal-data';
  await visitor.input.press('Enter');
  await visitor.sees(/伏せて送信しました/);
  yield 'masked';
  await visitor.input.fill('あ'.repeat(1003));
  await visitor.sees('3文字超えています');
  await visitor.input.press('Enter');
  await visitor.sees(/縮めてから/);
  yield 'too-long';
};

const asking: Tour = async function* (sitting) {
  const visitor = await begin(sitting, staffed);
  await visitor.open();
  await visitor.say('招待メールが届きません', /迷惑メール/);
  yield 'answer';
  await visitor.press('メニュー');
  yield 'menu';
  await visitor.page.keyboard.press('Escape');
  await visitor.press('役に立たなかった');
  await visitor.sees(/お役に立てず/);
  yield 'feedback';
  await visitor.say('CSV', /次のうち/);
  yield 'choices';
  await visitor.say('残業代の計算方法を教えてください', /社会保険労務士/);
  yield 'refusal';
  await visitor.press('メニュー');
  await visitor.press('新しい会話を始める');
  await visitor.sees(/表示されなくなります/);
  yield 'start-over';
};

const withAPerson: Tour = async function* (sitting) {
  await serveAMorning(sitting.url);
  const visitor = await begin(sitting, staffed);
  await visitor.open();
  await visitor.say('CSVの取り込みでエラーになる', /バックグラウンド処理/);
  await visitor.press(/担当者に相談する/);
  await visitor.sees(/どれに近い/);
  yield 'intake';
  await visitor.page.reload();
  if (!(await visitor.input.isVisible())) await visitor.open();
  await visitor.press('エラーや不具合');
  await visitor.say('0012', /ページのURL/);
  await visitor.press('いま開いているページ');
  await visitor.sees(/どのような操作/);
  await visitor.say('保存を押すと、画面が白くなります', /現在1番目/);
  await visitor.sees(/分/);
  yield 'queue';
  await visitor.press('順番待ちをやめる');
  yield 'leave-question';
  await visitor.press('順番待ちを続ける');
  const agent = await Agent.logIn(sitting.url);
  await agent.claim();
  await visitor.sees(/佐藤が対応しています/);
  await visitor.say('見本太郎の住所は東京都港区六本木1-2-3です', /伏せて送信しました/);
  await visitor.log.locator('.customer').last().locator('time').waitFor();
  await agent.redact();
  await visitor.sees(/担当者がこの内容を削除しました/);
  await agent.answer('お待たせしました。手順は https://example.com/help をご覧ください。');
  await visitor.sees(/終わりに終了します/);
  yield 'person';
  await agent.type();
  await visitor.sees(/入力しています/);
  yield 'typing';
  await visitor.log.hover();
  await visitor.page.mouse.wheel(0, -10_000);
  await visitor.log.evaluate(readFromTop);
  await agent.answer('ほかにもお困りのことはありませんか。');
  await visitor.sees('新しいメッセージがあります');
  yield 'new-message';
  await visitor.press('閉じる');
  await agent.answer('お返事をお待ちしております。');
  await visitor.page.getByRole('button', { name: /未読1件/ }).waitFor();
  yield 'unread';
  await agent.close();
  await visitor.open();
  await visitor.log.getByRole('radio').first().waitFor();
  yield 'survey';
  await visitor.log.getByRole('radio', { name: 'とても満足' }).check();
  await visitor.log.getByLabel(/ご意見/).fill('電話は090-1234-5678です');
  await visitor.sees(/伏せて送信します/);
  yield 'survey-comment';
  await visitor.press('回答を送信');
  await visitor.sees(/ご回答いただき/);
  yield 'survey-thanks';
  await visitor.say('給与明細の公開方法は？', /会話を再開しました/);
  yield 'reopened';
};

const attaching: Tour = async function* (sitting) {
  const visitor = await begin(sitting, staffed);
  const table = await employeeTable(visitor.page);
  await visitor.open();
  await visitor.queueQuickly();
  await visitor.press('画像やCSVの見出し行を送る');
  yield 'attach';
  await visitor.attach('画像を添付する', table.file);
  await blackOut(visitor, table.personal);
  yield 'black-out';
  await visitor.press('拡大');
  await visitor.page.route(/\/attachments\?/, (route) => route.abort());
  await visitor.press('この画像を送信する');
  await visitor.sees(/通信できませんでした/);
  yield 'attach-failed';
  await visitor.page.unroute(/\/attachments\?/);
  await visitor.press('もう一度送信する');
  await visitor.log.locator('.thumb img').waitFor();
  await visitor.log.locator('.thumb').click();
  await visitor.frame.getByRole('img', { name: '送信した画像' }).waitFor();
  yield 'picture-large';
  await visitor.page.keyboard.press('Escape');
  await visitor.press('画像やCSVの見出し行を送る');
  const csv =
    '社員番号,氏名,部署,マイナンバー 123456789018,入社日,\r\n0001,見本 太郎,総務部,,2020-04-01,\r\n';
  const file = { name: '従業員.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await visitor.attach('CSVの見出し行を送る', file);
  await visitor.sees('見出し行（6列）');
  yield 'csv-header';
  await visitor.press('見出し行を送信する');
  await visitor.sees('CSVの見出し行（6列）');
  yield 'attached';
  await visitor.press('順番待ちをやめる');
  await visitor.press('やめる');
  await visitor.sees(/順番待ちを取り消しました/);
};

const withoutAPerson: Tour = async function* (sitting) {
  const visitor = await begin(sitting, lunchBreak);
  await visitor.open();
  await visitor.sees(/あと55分/);
  await visitor.say('担当者と話したい', /次の受付は/);
  yield 'closed';
  await visitor.press('受付開始時に知らせてもらう');
  await visitor.sees(/この会話でお知らせします/);
  yield 'will-tell';
};

const notEligible: Tour = async function* (sitting) {
  const visitor = await begin(sitting, staffed, 'employee');
  await visitor.open();
  await visitor.say('担当者と話したい', /管理者さま/);
  yield 'not-eligible';
};

const announcement: Tour = async function* (sitting) {
  const visitor = await begin(sitting, announced);
  await visitor.open();
  await visitor.sees(/社内研修/);
  yield 'announcement';
};

const notRecognised: Tour = async function* (sitting) {
  const visitor = await begin(sitting, staffed);
  // The demo page would answer with a fresh one.
  await visitor.page.route('**/demo/identity', (route) => route.abort());
  await visitor.page.evaluate('window.Madoguchi.identify("not an identity")');
  await visitor.open();
  await visitor.sees(/ログイン状態を確認できませんでした/);
  yield 'identity-refused';
};

const inTrouble: Tour = async function* (sitting) {
  const { page } = sitting;
  const visitor = await begin(sitting, staffed);
  await visitor.open();
  await visitor.say('招待メールが届きません', /迷惑メール/);
  await page.context().setOffline(true);
  await visitor.sees(/オフラインです/);
  await visitor.say('給与明細の公開方法は？', /未送信です/);
  yield 'offline';
  await page.context().setOffline(false);
  await visitor.log.getByText(/未送信です/).waitFor({ state: 'detached' });
  await page.route('**/messages', (route) => route.fulfill({ status: 400, body: '{}' }));
  await visitor.say('書き直す質問', /内容を見直してください/);
  yield 'not-accepted';
  await page.unroute('**/messages');
  await visitor.press('書き直す');
  await visitor.input.fill('');
  await sitting.takeStoreAway();
  try {
    await visitor.say('年末調整の依頼を送るには？', /会話には保存されません/);
    await visitor.sees(/メンテナンスまたは障害/);
    yield 'outage';
  } finally {
    await sitting.bringStoreBack();
  }
  await visitor.frame.getByText(/メンテナンスまたは障害/).waitFor({ state: 'detached' });
};

const serverAway: Tour = async function* (sitting) {
  const visitor = new Visitor(sitting.page);
  await setClock(sitting.url, staffed);
  await visitor.page.goto(sitting.hostUrl);
  await visitor.open();
  await visitor.say('招待メールが届きません', /迷惑メール/);
  // The types of scripts know no document.
  await visitor.log.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await sitting.goAway();
  try {
    await visitor.page.reload();
    await visitor.open();
    await visitor.sees(/窓口につながりません/);
    await visitor.say('給与明細の公開方法は？', /未送信です/);
    yield 'server-away';
  } finally {
    await sitting.comeBack();
  }
  await visitor.log.getByText(/未送信です/).waitFor({ state: 'detached' });
};

/** Each on a page of its own. */
export const tours: readonly Tour[] = [
  typing,
  asking,
  withAPerson,
  attaching,
  withoutAPerson,
  notEligible,
  announcement,
  notRecognised,
  inTrouble,
  serverAway,
];
