import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ version: z.string() });

/** @param folder of an installed package */
export const packageVersion = async (folder: string): Promise<string> =>
  manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))).version;
