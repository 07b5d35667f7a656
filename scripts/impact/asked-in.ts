import { readFile } from 'node:fs/promises';
import { StartError } from '../../bot/errors.ts';
import { mask } from '../../bot/policy/personal-data/mask.ts';

/** The questions of a file, one a line; masked, since a file that somebody keeps may hold anything. */
export const askedIn = async (file: string | undefined): Promise<string[]> => {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartError(
      `--questions の ${file} を読めません（${error.code}）。1行に1つずつ質問を書いたファイルの名前を書いてください。`,
    );
  });
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => mask(line).text);
};
