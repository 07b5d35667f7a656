import { auditLabels } from './labels/audit.ts';
import { composerLabels } from './labels/composer.ts';
import { customerLabels } from './labels/customer.ts';
import { dialogsLabels } from './labels/dialogs.ts';
import { listsLabels } from './labels/lists.ts';
import { reasonLabels } from './labels/reason.ts';
import { shellLabels } from './labels/shell.ts';
import { transcriptLabels } from './labels/transcript.ts';
import type { CustomerView } from './wire-types.ts';

/** Every word the console shows, in one place. */
export const labels = {
  ...shellLabels,
  ...listsLabels,
  ...transcriptLabels,
  ...reasonLabels,
  ...composerLabels,
  ...customerLabels,
  ...dialogsLabels,
  ...auditLabels,
};

/** As one writes to the customer. */
export const customerWithHonorific = ({ name }: CustomerView): string =>
  name === null ? labels.message.from.customer : `${name}さま`;

/** What a list and a heading call the customer. */
export const customerName = (customer: CustomerView): string =>
  customer.name ?? (customer.loggedIn ? labels.customer.unnamed : labels.customer.anonymous);
