import { z } from 'zod';
import { idSchema, lineSchema } from './article-schema.ts';
import { pictureNameSchema } from './picture-name.ts';

/** By the name that the text has for it: the file in `knowledge/approved/pictures/`, named after its content. */
const approvedPicturesSchema = z.record(
  pictureNameSchema,
  z.string().regex(/^[0-9a-f]{64}\.(?:png|jpg|webp)$/, '画像の記録の形が正しくありません。'),
);
export type ApprovedPictures = z.infer<typeof approvedPicturesSchema>;

const approvalSchema = z.strictObject({
  version: z.int().positive(),
  /** Hex, of the file `knowledge/approved/<id>/<version>.md` with LF line ends. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'sha256の形が正しくありません。'),
  /** The pictures that were approved with the words; absent where there are none. */
  pictures: approvedPicturesSchema.optional(),
  /** Who approved it. */
  by: lineSchema,
  at: z.iso.datetime({ offset: true }),
});
export type Approval = z.infer<typeof approvalSchema>;

/** `knowledge/approvals.json`: the present approval of each id, and those before it, oldest first. */
export const approvalsSchema = z.record(
  idSchema,
  z.strictObject({ ...approvalSchema.shape, history: z.array(approvalSchema) }),
);
export type Approvals = z.infer<typeof approvalsSchema>;
