import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../../bot/errors.ts';
import { nodeFiles } from '../../bot/store/lowdb/node-files.ts';
import { systemError } from '../../bot/store/lowdb/simulated-files.ts';
import { filesIn, newFolder, openIn, overwrite, restarted, tidyUp } from './lowdb-disk.ts';

afterEach(tidyUp);

const lockIn = (folder: string): string => path.join(folder, 'lock');

/** A process that does nothing until it is ended. */
const idleProcess = async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const end = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, end };
};

describe('the lock of the data folder', () => {
  it('refuses a second process with "locked by pid N" and what to do', async () => {
    const folder = await newFolder();
    await openIn({ folder });
    const second = openIn({ folder });
    await expect(second).rejects.toThrow(StartError);
    await expect(second).rejects.toThrow(`${folder} is locked by pid ${process.pid}`);
    await expect(second).rejects.toThrow('MADOGUCHI_DATA');
  });

  it('is given up by closing', async () => {
    const folder = await newFolder();
    const stores = await openIn({ folder });
    await expect(restarted(stores, { folder })).resolves.toBeDefined();
    expect(await filesIn(folder)).toEqual(['lock']);
  });

  it('is respected while another process lives, and taken over when it was killed', async () => {
    const folder = await newFolder();
    const other = await idleProcess();
    try {
      const owner = { pid: other.pid, started: null, nonce: 'another process' };
      await overwrite(lockIn(folder), JSON.stringify(owner));
      await expect(openIn({ folder })).rejects.toThrow(`locked by pid ${other.pid}`);
    } finally {
      await other.end();
    }
    await expect(openIn({ folder })).resolves.toBeDefined();
    expect(JSON.parse(await readFile(lockIn(folder), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over when the pid lives but belongs to another process by now', async () => {
    const folder = await newFolder();
    const other = await idleProcess();
    try {
      const earlier = { pid: other.pid, started: 'an-earlier-boot:1', nonce: 'another process' };
      await overwrite(lockIn(folder), JSON.stringify(earlier));
      await expect(openIn({ folder })).resolves.toBeDefined();
    } finally {
      await other.end();
    }
  });

  it('is taken over when an earlier process had the pid of this one, as every container has', async () => {
    const folder = await newFolder();
    const earlier = { pid: process.pid, started: null, nonce: 'the process before the restart' };
    await overwrite(lockIn(folder), JSON.stringify(earlier));
    await expect(openIn({ folder })).resolves.toBeDefined();
  });

  it.each(['', '{"pid":', '{"pid":"1"}', '\u0000'])(
    'never blocks a start when it is unreadable: %j',
    async (text) => {
      const folder = await newFolder();
      await overwrite(lockIn(folder), text);
      await expect(openIn({ folder })).resolves.toBeDefined();
    },
  );

  it('is taken over although a process died in the middle of taking it over', async () => {
    const folder = await newFolder();
    const dead = JSON.stringify({ pid: process.pid, started: null, nonce: 'dead' });
    await overwrite(lockIn(folder), dead);
    await overwrite(`${lockIn(folder)}.takeover`, dead);
    await expect(openIn({ folder })).resolves.toBeDefined();
    expect(await filesIn(folder)).toEqual(['lock']);
  });

  it('goes to exactly one of many that find a dead owner at the same moment', async () => {
    const folder = await newFolder();
    const dead = JSON.stringify({ pid: process.pid, started: null, nonce: 'dead' });
    await overwrite(lockIn(folder), dead);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => openIn({ folder })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not left behind by a start that fails', async () => {
    const folder = await newFolder();
    await writeFile(path.join(folder, 'conversations'), 'a file where a folder belongs');
    await expect(openIn({ folder })).rejects.toThrow(StartError);
    expect(await filesIn(folder)).toEqual(['conversations']);
  });
});

describe('a data folder that cannot be used', () => {
  it('is named, with what to do', async () => {
    const file = path.join(await newFolder(), 'file');
    await writeFile(file, '');
    const folder = path.join(file, 'data');
    await expect(openIn({ folder })).rejects.toThrow(StartError);
    await expect(openIn({ folder })).rejects.toThrow(`${folder} cannot be used (ENOTDIR); make it writable`);
  });

  it.each(['EACCES', 'EROFS', 'ENOSPC'])('%s at the first file stops the start', async (code) => {
    const folder = await newFolder();
    await mkdir(path.join(folder, 'conversations'));
    const create = async (file: string) => {
      throw systemError(code, file);
    };
    const refused = openIn({ folder, files: { ...nodeFiles, create } });
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(`${folder} cannot be used (${code})`);
  });
});
