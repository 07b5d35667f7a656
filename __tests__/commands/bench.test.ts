import { readdir } from 'node:fs/promises';

const folder = new URL('../../scripts/bench/', import.meta.url);

describe('npm run bench', () => {
  it('can run every file of its folder: none stops those that come after it', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && name !== 'run.ts');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const benchmark: { run?: unknown } = await import(new URL(file, folder).href);
      expect({ file, run: typeof benchmark.run }).toEqual({ file, run: 'function' });
    }
  });
});
