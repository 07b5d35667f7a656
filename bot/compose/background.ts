import { clearUpPictures } from '../conversation/left-over-pictures.ts';
import { sweep, sweepEveryMs } from '../handoff/sweep.ts';
import type { Ground } from './ground.ts';
import type { Rooms } from './rooms.ts';

/** Lines of one broken file: `npm run check` tells all of them, which may be tens of thousands. Sane: 10 to 200. */
const mostLogged = 50;

export const followFiles = ({ brain, failed, logger }: Ground, { metrics, officeWatch }: Rooms) =>
  brain.follow({
    served: ({ version }, warnings) => {
      metrics.reloaded('served');
      logger.info({ version, warnings }, 'knowledge reloaded');
      officeWatch.check();
    },
    refused: (errors) => {
      metrics.reloaded('refused');
      const some = errors.slice(0, mostLogged);
      logger.error(
        { errors: some, count: errors.length },
        'knowledge has errors; the last good version goes on serving',
      );
    },
    failed,
  });

export const startSweeping = (ground: Ground, { upkeep, presence }: Rooms): NodeJS.Timeout => {
  const parts = {
    store: ground.stores.conversations,
    upkeep,
    presence,
    clock: ground.clock,
    calendar: () => ground.knowledge().calendar,
    failed: (conversationId: string, error: unknown) =>
      ground.logger.error({ err: error, conversationId }, 'sweep failed'),
  };
  return setInterval(() => {
    sweep(parts).catch(ground.failed);
  }, sweepEveryMs);
};

/** How often left-over bytes of pictures are looked for. Sane: a minute to an hour; they hurt nobody meanwhile. */
const clearUpEveryMs = 60_000;

/** At once, too: what an earlier process left is known to be left. */
export const startClearingUp = ({ stores, failed }: Ground): NodeJS.Timeout => {
  const parts = { store: stores.conversations, attachments: stores.attachments, failed };
  const clearUp = (): void => {
    clearUpPictures(parts).catch(failed);
  };
  clearUp();
  return setInterval(clearUp, clearUpEveryMs);
};
