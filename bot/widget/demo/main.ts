import { momentsFrom } from './moments.ts';
import { demoState, identityOf, setClock } from './server.ts';
import type { DemoState } from './server.ts';

const PERSONA = 'demo:persona';

const element = <T extends HTMLElement>(id: string, kind: new () => T): T => {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The demo page has no #${id}`);
};

const persona = element('persona', HTMLSelectElement);
const moment = element('moment', HTMLInputElement);
const presets = element('presets', HTMLDivElement);
const clock = element('now', HTMLParagraphElement);
const problem = element('problem', HTMLParagraphElement);

const inJapan = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Runs a step, and says so on the page when it fails. */
const attempt = async (step: () => Promise<void>): Promise<void> => {
  problem.textContent = '';
  try {
    await step();
  } catch {
    problem.textContent = '設定を変更できませんでした。サーバーが動いているか、ご確認ください。';
  }
};

const showClock = (now: string): void => {
  clock.textContent = inJapan.format(new Date(now));
};

const changePersona = (): Promise<void> =>
  attempt(async () => {
    const chosen = persona.value;
    const identity = await identityOf(chosen);
    // Somebody else was chosen meanwhile, whose answer comes or has come.
    if (persona.value !== chosen) return;
    window.Madoguchi?.identify(identity);
    element('who', HTMLParagraphElement).textContent = persona.selectedOptions[0]?.text ?? '';
    sessionStorage.setItem(PERSONA, chosen);
  });

const changeClock = (at: string | null): Promise<void> =>
  attempt(async () => {
    const now = await setClock(at);
    showClock(now);
    for (const button of presets.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String((button.dataset.at ?? null) === at));
    }
  });

const drawPresets = (): void => {
  for (const { label, at } of momentsFrom(new Date())) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.setAttribute('aria-pressed', 'false');
    if (at !== null) button.dataset.at = at;
    button.addEventListener('click', () => void changeClock(at));
    presets.append(button);
  }
};

const drawAgents = (agents: DemoState['agents']): void => {
  const list = document.getElementById('agents');
  for (const { id, name, password } of agents) {
    const term = document.createElement('dt');
    term.textContent = name;
    const logIn = document.createElement('dd');
    for (const text of [id, password])
      logIn.append(Object.assign(document.createElement('code'), { textContent: text }));
    list?.append(term, logIn);
  }
};

persona.value = sessionStorage.getItem(PERSONA) ?? persona.value;
persona.addEventListener('change', () => void changePersona());
moment.addEventListener('change', () => {
  if (moment.value !== '') void changeClock(`${moment.value}:00+09:00`);
});
// A demo identity is as short-lived as a real one: a refused one is simply asked for anew.
window.Madoguchi?.on('identity-refused', () => void changePersona());

drawPresets();
void changePersona();
void attempt(async () => {
  const state = await demoState();
  showClock(state.now);
  drawAgents(state.agents);
});
