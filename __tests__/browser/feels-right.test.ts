import type { CDPSession, Page } from 'playwright-core';
import { Agent } from '../../scripts/pictures/agent.ts';
import { startProgram } from '../../scripts/pictures/program.ts';
import { becomes } from './becomes.ts';
import { comeByKeyboard, mostStops, nameOfFocused } from './keyboard.ts';
import { readFromTop } from '../../scripts/pictures/read-from-top.ts';
import { WidgetOnPage } from './opened.ts';
import { setStage } from './stage.ts';

const stage = setStage(() => startProgram());
const { newPage } = stage;

/** Counts the notes that are played; in the page's and the frame's own world. */
const countNotes = `
  globalThis.notes = 0;
  const { createOscillator } = AudioContext.prototype;
  AudioContext.prototype.createOscillator = function () {
    globalThis.notes += 1;
    return createOscillator.call(this);
  };`;

const served = async (page: Page): Promise<{ widget: WidgetOnPage; agent: Agent }> => {
  const widget = await WidgetOnPage.open(page, stage.program.url, 'admin-standard');
  await widget.queue();
  const agent = await Agent.logIn(stage.program.url);
  await agent.claim();
  await widget.sees('担当の佐藤が対応いたします');
  return { widget, agent };
};

test('the sound is off until it is turned on, and then tells of what comes while nobody looks', async () => {
  const page = await newPage();
  await page.addInitScript(countNotes);
  const { widget, agent } = await served(page);
  const notes = (): Promise<unknown> => widget.frame.locator('html').evaluate('notes');
  const lookAway = (): Promise<void> => page.locator('h1').first().click();
  const answer = async (text: string): Promise<void> => {
    await agent.answer(text);
    await widget.sees(text);
  };

  await lookAway();
  await answer('一つ目です');
  expect(await notes()).toBe(0);

  await widget.press('メニュー');
  await widget.press('通知音を鳴らす');
  await becomes(notes, 2);

  await widget.input.click();
  await answer('二つ目です');
  await lookAway();
  await answer('三つ目です');
  // What was not to be heard would have been heard by now.
  await becomes(notes, 4);

  await widget.press('メニュー');
  await widget.press('通知音を鳴らす');
  await lookAway();
  await answer('四つ目です');
  expect(await notes()).toBe(4);
  await agent.close();
});

test('the conversation can be taken away as text', async () => {
  const page = await newPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const widget = await WidgetOnPage.open(page, stage.program.url, 'admin-standard');
  await widget.say('残業代の計算方法を教えてください');
  await widget.sees(/社会保険労務士/);
  await widget.press('メニュー');
  await widget.press('会話をコピーする');
  await widget.frame.getByText('会話をコピーしました。').waitFor();
  const text = String(await widget.frame.locator('html').evaluate('navigator.clipboard.readText()'));
  expect(text).toMatch(
    /^― 11月24日\(火\) ―\n\nあなた 11:00\n残業代の計算方法を教えてください\n\n自動応答 11:00\n申し訳/,
  );
});

// Run in the frame; the types of the tests know no document.
/** What cannot be seen on paper: of the log, or all of what is only for the screen. */
const onPaper = `
  ({
    hiddenOfLog: document.querySelector('.log').scrollHeight - document.querySelector('.log').clientHeight,
    controls: [...document.querySelectorAll('button, textarea')].filter((each) => each.checkVisibility()).length,
  })`;

test('on paper stands the whole conversation, and nothing that could be pressed', async () => {
  const page = await newPage();
  const widget = await WidgetOnPage.open(page, stage.program.url, 'admin-standard');
  await widget.say('招待メールが届きません');
  await widget.sees(/迷惑メール/);
  await widget.say('CSV');
  await widget.sees(/次のうち/);
  await page.emulateMedia({ media: 'print' });
  expect(await widget.frame.locator('html').evaluate(onPaper)).toEqual({ hiddenOfLog: 0, controls: 0 });
  // Of the host's own page, the widget is no part.
  expect(await page.locator('iframe').isVisible()).toBe(false);
});

const compose = async (devTools: CDPSession, text: string): Promise<void> => {
  await devTools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
};
/** A key that the input method takes for itself. */
const takenKey = async (devTools: CDPSession, key: string): Promise<void> => {
  await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
  await devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: 229 });
};

/** Nobody presses another key sooner; what comes sooner is taken for Safari's late Enter. */
const lateKeyMs = 100;

describe('Japanese is typed as with the system’s own input method', () => {
  test('questions are offered during a conversion, whose keys stay its own', async () => {
    const page = await newPage();
    const widget = await WidgetOnPage.open(page, stage.program.url, 'admin-standard');
    const devTools = await page.context().newCDPSession(page);
    await widget.input.focus();
    await compose(devTools, 'しょうたいめーる');
    const options = widget.frame.getByRole('option');
    await options.first().waitFor();
    for (const key of ['ArrowDown', 'Enter']) await takenKey(devTools, key);
    expect(await widget.frame.locator('[aria-selected=true]').count()).toBe(0);
    expect(await widget.log.locator('.customer').count()).toBe(0);
    await takenKey(devTools, 'Escape');
    expect(await widget.input.isVisible()).toBe(true);

    await devTools.send('Input.insertText', { text: '招待メールが届きません' });
    await page.waitForTimeout(lateKeyMs);
    await page.keyboard.press('Shift+Enter');
    await devTools.send('Input.insertText', { text: '急いでいます' });
    expect(await widget.input.inputValue()).toBe('招待メールが届きません\n急いでいます');
    await page.waitForTimeout(lateKeyMs);
    await page.keyboard.press('Enter');
    await widget.sees('急いでいます');
    await widget.sees(/迷惑メール/);
  });

  test('a letter of several code points counts as one', async () => {
    const widget = await WidgetOnPage.open(await newPage(), stage.program.url, 'admin-standard');
    await widget.input.fill('が👨‍👩‍👧‍👦'.repeat(450));
    await widget.frame.locator('#counter', { hasText: 'あと100文字' }).waitFor();
    await widget.input.fill('が👨‍👩‍👧‍👦'.repeat(500));
    await widget.frame.locator('#counter', { hasText: 'あと0文字' }).waitFor();
    await widget.input.fill(`${'が👨‍👩‍👧‍👦'.repeat(500)}が`);
    await widget.frame.locator('#counter', { hasText: '1文字超えています' }).waitFor();
  });
});

test('what is typed of a number is looked up no more than what is whole of it', async () => {
  const page = await newPage();
  const widget = await WidgetOnPage.open(page, stage.program.url, 'admin-standard');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
  const lookedUp = page.waitForRequest(/\/suggest\?/);
  await widget.input.fill('マイナンバーは');
  await lookedUp;
  for (const length of [6, 9, 12]) {
    await widget.input.fill(`マイナンバーは${'123456789018'.slice(0, length)}`);
    await page.waitForTimeout(400);
  }
  expect(asked.filter((url) => /\d{6}/.test(new URL(url).search))).toEqual([]);
});

test('every path is walked by keyboard alone, and where one is can always be seen', async () => {
  const keyboard = await comeByKeyboard(await newPage(), stage.program.url);
  await keyboard.open();

  // A registered question, picked from the suggestions.
  await keyboard.type('招待メール');
  await keyboard.frame.getByRole('option').first().waitFor();
  await keyboard.press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter');
  await keyboard.sees(/迷惑メール/);

  // The suggestions are put away by Escape, and the window stays.
  await keyboard.type('給与明細');
  await keyboard.frame.getByRole('option').first().waitFor();
  await keyboard.press('Escape');
  await keyboard.frame.getByRole('listbox').waitFor({ state: 'hidden' });
  await keyboard.press('Control+A', 'Delete');

  // An opinion, one of the other articles, and the menu.
  await keyboard.choose('役に立たなかった', 'Shift+Tab');
  await keyboard.sees(/お役に立てず/);
  await keyboard.choose('招待メールを再送するには');
  await keyboard.frame
    .getByText(/招待メールを再送するには/)
    .nth(1)
    .waitFor();
  await keyboard.choose('メニュー', 'Shift+Tab');
  await keyboard.choose('通知音を鳴らす');
  await keyboard.sees(/音でお知らせします/);
  await keyboard.goTo('メニュー');
  await keyboard.press('Enter', 'Tab', 'Escape');
  await keyboard.goTo('メニュー');
  await keyboard.frame.getByText('会話を印刷する').waitFor({ state: 'hidden' });

  // Into the queue, out of it, and in again.
  await keyboard.choose('担当者に相談する');
  await keyboard.choose('スキップする');
  await keyboard.sees(/どのようなことで/);
  await keyboard.choose('スキップする');
  await keyboard.sees(/現在1番目/);
  await keyboard.choose('順番待ちをやめる');
  await keyboard.choose('順番待ちを続ける');
  await keyboard.choose('順番待ちをやめる');
  await keyboard.goTo('順番待ちを続ける');
  await keyboard.press('Shift+Tab');
  await keyboard.choose('やめる');
  await keyboard.sees(/順番待ちを取り消しました/);
  await keyboard.choose('担当者に相談する');
  await keyboard.sees(/現在1番目/);

  // With a person: a link, what is new below, the survey.
  const agent = await Agent.logIn(stage.program.url);
  await agent.claim();
  await agent.answer('こちらです。https://example.com/help');
  await keyboard.goTo('https://example.com/help', 'Shift+Tab');
  await keyboard.goTo('会話の内容', 'Shift+Tab');
  await keyboard.press('Home');
  await keyboard.frame.evaluate(readFromTop);
  await agent.answer('ほかにもお困りのことはありませんか。');
  await keyboard.sees('新しいメッセージがあります');
  await keyboard.press('End');
  await keyboard.frame.getByText('新しいメッセージがあります').waitFor({ state: 'hidden' });
  await agent.close();
  await keyboard.frame.getByRole('radio').first().waitFor();
  await keyboard.goTo('とても不満');
  await keyboard.press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await keyboard.choose('回答を送信');
  await keyboard.sees(/ご回答いただき/);

  // Over again, and away.
  await keyboard.choose('メニュー', 'Shift+Tab');
  await keyboard.choose('新しい会話を始める');
  await keyboard.goTo('今の会話を続ける');
  await keyboard.choose('新しい会話を始める');
  await keyboard.frame.getByText(/ご回答いただき/).waitFor({ state: 'detached' });
  await keyboard.press('Escape');
  await keyboard.page.locator('iframe').waitFor({ state: 'hidden' });
  expect(await keyboard.page.evaluate(nameOfFocused)).toBe('サポートに質問する');
});

test('where it covers the whole page the focus stays inside, and elsewhere it leads on into the page', async () => {
  const phone = await comeByKeyboard(await newPage({ width: 390, height: 844 }), stage.program.url);
  await phone.open();
  const inTheFrame = 'document.activeElement?.shadowRoot?.activeElement?.localName === "iframe"';
  for (let stop = 0; stop < 12; stop += 1) {
    await phone.press(stop < 6 ? 'Tab' : 'Shift+Tab');
    expect(await phone.page.evaluate(inTheFrame)).toBe(true);
  }
  await phone.goTo('閉じる');
  await phone.press('Enter');
  await phone.page.locator('iframe').waitFor({ state: 'hidden' });

  const desktop = await comeByKeyboard(await newPage(), stage.program.url);
  await desktop.open();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await desktop.press('Tab');
    if ((await desktop.page.evaluate(inTheFrame)) === false) return;
  }
  throw new Error('the focus is trapped');
});
