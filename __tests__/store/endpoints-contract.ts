import type { Stores } from '../../bot/store/port.ts';
import type { Opened } from './opened.ts';
import { after, newEndpoint } from './synthetic-webhooks.ts';

/** What every adapter promises of the endpoints that webhooks go to. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeEndpoints = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: webhook endpoints`, () => {
    let opened: Opened;
    let endpoints: Stores['endpoints'];
    beforeEach(async () => {
      opened = await openNew();
      ({ endpoints } = opened.stores);
    });
    afterEach(() => opened.dispose());

    it('are added, listed the oldest first, changed and removed', async () => {
      expect(await endpoints.list()).toEqual([]);
      const [first, second] = [
        newEndpoint('zzz'),
        newEndpoint('aaa', { createdAt: after(1).toISOString(), withText: true }),
      ];
      await endpoints.add(first);
      await endpoints.add(second);
      expect(await endpoints.list()).toEqual([first, second]);
      const disabledAt = after(5).toISOString();
      const changed = await endpoints.change(first.id, (current) => ({ ...current, disabledAt }));
      expect(changed).toEqual({ ...first, disabledAt });
      expect(await endpoints.list()).toEqual([{ ...first, disabledAt }, second]);
      expect(await endpoints.remove(first.id)).toBe(true);
      expect(await endpoints.remove(first.id)).toBe(false);
      expect(await endpoints.list()).toEqual([second]);
    });

    it('are not changed when there is none, when the change refuses, or by what could not be read back', async () => {
      await endpoints.add(newEndpoint());
      expect(await endpoints.change('we_unknown0', (current) => current)).toBeNull();
      const { id } = newEndpoint();
      const refused = endpoints.change(id, (current) => {
        throw new Error(`refused for ${current.id}`);
      });
      await expect(refused).rejects.toThrow('refused');
      await expect(endpoints.change(id, (current) => ({ ...current, events: [] }))).rejects.toThrow('events');
      await expect(endpoints.add(newEndpoint('x', { url: 'ftp://example.com/' }))).rejects.toThrow('url');
      const again = endpoints.add(newEndpoint());
      await expect(again).rejects.toBeInstanceOf(Error);
      expect(await endpoints.list()).toEqual([newEndpoint()]);
    });

    it('lose no change of many at the same time', async () => {
      const { id } = newEndpoint();
      await endpoints.add(newEndpoint());
      const until = after(60).toISOString();
      await Promise.all(
        Array.from({ length: 10 }, () =>
          endpoints.change(id, (current) => ({
            ...current,
            oldSecrets: [...current.oldSecrets, { secret: current.secret, until }],
          })),
        ),
      );
      expect((await endpoints.list())[0]?.oldSecrets).toHaveLength(10);
    });

    it('are not changed by what callers do to the objects they gave or got', async () => {
      const given = newEndpoint();
      await endpoints.add(given);
      given.events.length = 1;
      for (const listed of await endpoints.list()) listed.events.length = 1;
      await endpoints.change(given.id, (current) => {
        current.events.length = 2;
        return newEndpoint();
      });
      expect(await endpoints.list()).toEqual([newEndpoint()]);
    });
  });
};
