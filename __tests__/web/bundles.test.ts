import { build } from 'esbuild';
import { buildAssets } from '../../bot/web/assets.ts';

/** Every file of the repository and every package that a program's bundle is made of. */
const bundled = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  // Files whose code was left out altogether weigh nothing and say nothing.
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );
};

describe('browser programs carry nothing of the server: only types pass', () => {
  test.each(['loader', 'frame', 'worker', 'demo'])(
    'the widget’s %s is made of the widget’s files and what browsers share',
    async (part) => {
      const files = await bundled(`bot/widget/${part}/main.ts`);
      expect(files.length).toBeGreaterThan(1);
      expect(files.filter((file) => !/^bot\/(widget|browser)\//.test(file))).toEqual([]);
    },
  );

  test('its second bundle has the rules of masking besides, so that they are the server’s own', async () => {
    const files = await bundled('bot/widget/frame/later/main.ts');
    const others = files.filter((file) => !/^bot\/(widget|browser)\//.test(file));
    expect(others.filter((file) => !file.startsWith('bot/policy/personal-data/'))).toEqual([]);
    expect(others).toContain('bot/policy/personal-data/mask.ts');
  });

  test('its third bundle, for what is attached, is made of the widget’s files and what browsers share', async () => {
    const files = await bundled('bot/widget/frame/attach/main.ts');
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !/^bot\/(widget|browser)\//.test(file))).toEqual([]);
  });

  test('a host page pays 2 KB for the loader, and 15 KB more until the first message can be typed', async () => {
    const assets = await buildAssets();
    const weight = async (...paths: string[]): Promise<number> => {
      const compressed = await Promise.all(paths.map((path) => assets.get(path)?.gzip()));
      return compressed.reduce((sum, each) => sum + (each?.length ?? Number.NaN), 0);
    };
    expect(await weight('/widget.js')).toBeLessThanOrEqual(2_048);
    expect(await weight('/widget/frame', '/widget/frame.js', '/widget/frame.css')).toBeLessThanOrEqual(
      15_000,
    );
  });

  test('the console is made of the console’s files and what browsers share', async () => {
    const files = await bundled('bot/console/main.ts');
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !/^bot\/(console|browser)\//.test(file))).toEqual([]);
  });

  test.each([
    ['the editor is', 'main', /^bot\/(editor|browser)\/|(?:^|\/)node_modules\/yaml\//],
    ['its charts are', 'charts/main', /^bot\/(editor|browser)\/|(?:^|\/)node_modules\/uplot\//],
  ])('%s made of the editor’s files, what browsers share, and one package', async (_what, part, own) => {
    const files = await bundled(`bot/editor/${part}.ts`);
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !own.test(file))).toEqual([]);
  });
});
