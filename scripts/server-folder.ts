import { refuseRootInForeignFolder } from './foreign-folder.ts';

/**
 * The data folder of the server of the same settings, for commands that write beside it.
 * @throws StartError for root in another user's folder
 */
export const serverFolder = async (): Promise<string> => {
  const folder = process.env.MADOGUCHI_DATA || '.data';
  await refuseRootInForeignFolder(folder);
  return folder;
};
