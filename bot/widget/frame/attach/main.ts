/**
 * Preparing what is sent besides text (N3): a bundle of its own (`attach.js`, an ES module), fetched when
 * the first file is chosen, pasted or dropped.
 */
import { CsvTool } from './csv-tool.ts';
import { fileKind } from './file-kind.ts';
import { labels } from './labels.ts';
import { PictureTool } from './picture-tool.ts';
import type { AttachPorts } from './ports.ts';
import { ToolDialog } from './tool-dialog.ts';

const headings = {
  picture: labels.picture.heading,
  csv: labels.csv.heading,
  spreadsheet: labels.problem.heading,
  other: labels.problem.heading,
};

/** Lets the customer prepare and send a file; resolves when they are done with it. */
export const attachFile = async (file: File, ports: AttachPorts): Promise<void> => {
  const kind = await fileKind(file);
  const dialog = new ToolDialog(headings[kind], ports);
  // Asked first: nobody shall black out a picture that cannot be sent. Without an answer it is found out then.
  const room = await ports.room().catch(() => null);
  if (room?.refusal) dialog.refuse(room.refusal.blocks);
  else if (room?.left === 0) dialog.refuse(labels.problem.limit);
  else if (kind === 'picture') await new PictureTool(dialog).open(file);
  else if (kind === 'csv') await new CsvTool(dialog, ports).open(file);
  else dialog.refuse(kind === 'spreadsheet' ? labels.problem.spreadsheet : labels.problem.type);
  await dialog.closed();
};
