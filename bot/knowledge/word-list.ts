import { z } from 'zod';

export const SEPARATOR = '、';

const word = z.string().trim().min(1).max(40);

/** 「設定、登録、入力」, over as many lines as needed → the words. */
export const wordList = z
  .string()
  .transform((text) =>
    text
      .split(/[、，,\n]/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(word).min(1, '語を1つ以上書いてください。'));

export const groupName = z.string().trim().min(1).max(30);

/** `words.yaml`, and the `words:` of a file. */
export const wordsSchema = z.record(groupName, wordList);
export type Words = z.infer<typeof wordsSchema>;
