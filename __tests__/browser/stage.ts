import type { Browser, Page } from 'playwright-core';
import { dataFolder, type DataFolder } from '../../scripts/proof/data-folder.ts';
import { startService, type RunningService } from '../service/running.ts';
import { openBrowser, watchedPage, type Watched } from './opened.ts';

/** What the tests of one file are about; it ends with them. */
interface Stoppable {
  stop(): Promise<unknown>;
}

/** One program and one browser for all tests of a file. */
export interface Stage<Program extends Stoppable> {
  /** From the first test on. */
  readonly program: Program;
  readonly browser: Browser;
  /** A page in a context of its own, closed after the test. An error or violation on it fails the test. */
  newPage(viewport?: { width: number; height: number }): Promise<Page>;
  /** Chromium reports what was refused or cut off on purpose: complaints that hold this are no fault of the pages. */
  forgive(part: string): void;
  /** What a browser says of a network or a server that was away. */
  forgiveTrouble(): void;
}

/** Sets the stage by jest's hooks; to be called once, at the top of a file. */
export const setStage = <Program extends Stoppable>(start: () => Promise<Program>): Stage<Program> => {
  let ready: { browser: Browser; program: Program } | null = null;
  const watched: Watched[] = [];
  const standing = (): { browser: Browser; program: Program } => {
    if (!ready) throw new Error('the stage is set before the first test only');
    return ready;
  };
  beforeAll(async () => {
    const [browser, program] = await Promise.all([openBrowser(), start()]);
    ready = { browser, program };
  });
  afterAll(async () => {
    await ready?.browser.close();
    await ready?.program.stop();
  });
  afterEach(async () => {
    const complaints = watched.flatMap((one) => one.complaints);
    for (const { page } of watched.splice(0)) await page.context().close();
    expect(complaints).toEqual([]);
  });
  const forgive = (part: string): void => {
    for (const { complaints } of watched) {
      const others = complaints.filter((complaint) => !complaint.includes(part));
      complaints.splice(0, complaints.length, ...others);
    }
  };
  return {
    get program() {
      return standing().program;
    },
    get browser() {
      return standing().browser;
    },
    newPage: async (viewport) => {
      const one = await watchedPage(standing().browser, viewport);
      watched.push(one);
      return one.page;
    },
    forgive,
    forgiveTrouble: () => forgive('Failed to load resource'),
  };
};

/** The program on a data folder of its own, at one address from its first start to its last. */
export interface Desk extends Stoppable {
  readonly url: string;
  readonly data: DataFolder;
  /** As it runs at present. */
  readonly service: RunningService;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

export const startDesk = async (env: Record<string, string> = {}): Promise<Desk> => {
  const data = await dataFolder();
  const start = (port: string): Promise<RunningService> =>
    startService({ MADOGUCHI_DATA: data.path, PORT: port, ...env });
  let service = await start('0');
  const { url } = service;
  return {
    url,
    data,
    get service() {
      return service;
    },
    goAway: async () => {
      await service.stop();
    },
    comeBack: async () => {
      service = await start(new URL(url).port);
    },
    stop: async () => {
      await service.stop();
      await data.dispose();
    },
  };
};
