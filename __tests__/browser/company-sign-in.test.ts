import type { Page } from 'playwright-core';
import { call } from '../service/client.ts';
import { startCompanyProvider, type CompanyProvider } from '../service/company-provider.ts';
import { freePort } from '../service/free-port.ts';
import { findings } from './findings.ts';
import { WidgetOnPage } from './opened.ts';
import { setStage, startDesk, type Desk } from './stage.ts';

/** A desk without passwords, and the company's provider that its agents sign in at. */
interface Scene {
  desk: Desk;
  provider: CompanyProvider;
  stop(): Promise<unknown>;
}

const person = {
  name: '佐藤',
  email: 'hanako@example.com',
  verified: true,
  userName: 'hanako',
  groups: ['support'],
};

/** For the browser another site than the provider's 127.0.0.1, as in the world. */
const setScene = async (): Promise<Scene> => {
  const port = await freePort();
  const provider = await startCompanyProvider([`http://localhost:${port}`]);
  provider.people.set('sub-hanako', person);
  provider.people.set('sub-jiro', { ...person, name: '高橋', userName: 'jiro', groups: ['writers'] });
  provider.people.set('sub-taro', { ...person, name: '田中', userName: 'taro', groups: ['sales'] });
  const desk = await startDesk({
    PORT: String(port),
    MADOGUCHI_OIDC_ISSUER: provider.issuer,
    MADOGUCHI_OIDC_CLIENT_ID: provider.clientId,
    MADOGUCHI_OIDC_CLIENT_SECRET: provider.clientSecret,
    MADOGUCHI_OIDC_BASE_URL: `http://localhost:${port}`,
    MADOGUCHI_OIDC_SCOPE: 'openid profile email groups',
    MADOGUCHI_OIDC_ROLE_CLAIM: 'groups',
    MADOGUCHI_OIDC_ROLES: 'lead=support-leads,agent=support,editor=writers',
    MADOGUCHI_PASSWORD_SIGN_IN: 'off',
  });
  return { desk, provider, stop: () => Promise.all([desk.stop(), provider.stop()]) };
};

const stage = setStage(setScene);
const { newPage, forgive } = stage;

beforeEach(() => {
  stage.program.provider.up = true;
});

const openConsole = async (place = ''): Promise<Page> => {
  const page = await newPage();
  await page.goto(`${stage.program.desk.url}/console${place}`);
  return page;
};

const companyButton = (page: Page) =>
  page.getByRole('link', { name: '会社のアカウントでログイン', exact: true });

const signedIn = (page: Page) => page.getByRole('button', { name: 'ログアウト' });

const signIn = async (page: Page, as: string): Promise<void> => {
  await companyButton(page).click();
  await page.getByRole('link', { name: as }).click();
};

test('while the provider is down the sign-in page says what to do, and lets them in when it is back', async () => {
  stage.program.provider.up = false;
  const page = await openConsole();
  await companyButton(page).click();
  await page.getByText('会社のアカウントのログイン画面に接続できませんでした').waitFor();
  expect(page.url()).toBe(`${stage.program.desk.url}/console`);
  stage.program.provider.up = true;
  await signIn(page, '佐藤');
  await signedIn(page).waitFor();
});

test('an agent comes in with the company’s account alone, works, and stays in after a reload', async () => {
  const page = await openConsole();
  await companyButton(page).waitFor();
  expect(await page.getByLabel('パスワード').isVisible()).toBe(false);
  await signIn(page, '佐藤');
  await signedIn(page).waitFor();
  expect(page.url()).toBe(`${stage.program.desk.url}/console`);

  const customer = await WidgetOnPage.open(await newPage(), stage.program.desk.url, 'admin-standard');
  await customer.queue();
  await page.locator('a.item').first().click();
  await page.getByRole('button', { name: '対応を開始する' }).first().click();
  await page.getByRole('button', { name: '引き継ぐ' }).waitFor();
  await page.getByLabel('返信（お客さまに届きます）').fill('佐藤です。確認します。');
  await page.getByLabel('返信（お客さまに届きます）').press('Control+Enter');
  await customer.sees('佐藤です。確認します。');
  await page.reload();
  await signedIn(page).waitFor();
});

test('comes back to the conversation that was open', async () => {
  const page = await openConsole('#/mine/conversation-that-was-open');
  await signIn(page, '佐藤');
  await signedIn(page).waitFor();
  expect(page.url()).toBe(`${stage.program.desk.url}/console#/mine/conversation-that-was-open`);
  // The address is that of a conversation that does not exist; Chromium reports its 404.
  forgive('status of 404');
});

test('who writes texts comes back to the page of the editor that was open', async () => {
  const page = await newPage();
  await page.goto(`${stage.program.desk.url}/editor#/try`);
  await signIn(page, '高橋');
  await page.getByLabel('お客さまの質問').waitFor();
  expect(page.url()).toBe(`${stage.program.desk.url}/editor#/try`);
});

test('signs out at the provider as well, so that the next one is asked who they are', async () => {
  const page = await openConsole();
  await signIn(page, '佐藤');
  await signedIn(page).click();
  // The provider asks, and leads back.
  await page.getByRole('button', { name: 'サインアウトする' }).click();
  await companyButton(page).waitFor();
  expect(page.url()).toBe(`${stage.program.desk.url}/console`);
  await companyButton(page).click();
  await page.getByRole('link', { name: '田中' }).waitFor();
});

test('who cancels reads so, and may try again', async () => {
  const page = await openConsole();
  await signIn(page, 'やめる');
  await page.getByText('ログインを中止しました').waitFor();
  expect(page.url()).toBe(`${stage.program.desk.url}/console`);
  await signIn(page, '佐藤');
  await signedIn(page).waitFor();
});

test('who has no role reads so, and can come as somebody else', async () => {
  const page = await openConsole();
  await signIn(page, '田中');
  await page.getByText('対応コンソールを使う権限がありません').waitFor();
  await page.getByRole('link', { name: '別のアカウントでログイン' }).click();
  await page.getByRole('link', { name: '佐藤' }).click();
  await signedIn(page).waitFor();
});

test.each(['light', 'dark'] as const)(
  'in %s colours everybody can read the sign-in page',
  async (colorScheme) => {
    const page = await openConsole('?sign-in=signed-out-here');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.getByText('会社のアカウントにはログインしたままです').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.goto(`${stage.program.desk.url}/console?sign-in=no-account`);
    await page.getByText('登録されていません').waitFor();
    expect(await findings(page)).toEqual([]);
  },
);

test('an address that makes something up shows nothing', async () => {
  const page = await openConsole('?sign-in=__proto__');
  await companyButton(page).waitFor();
  expect(await page.locator('.company p').count()).toBe(0);
});

test('no password opens anything, and no log says who somebody is', async () => {
  const answer = await call(`${stage.program.desk.url}/api/v1/agent/session`, {
    body: { id: 'sato', password: 'demo-sato' },
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'password-sign-in-off' } });
  const { desk, provider } = stage.program;
  expect(desk.service.output()).toContain('"reason":"no-role"');
  for (const word of ['hanako', 'sub-', '佐藤', '田中', 'private words', provider.clientSecret]) {
    expect(desk.service.output()).not.toContain(word);
  }
});
