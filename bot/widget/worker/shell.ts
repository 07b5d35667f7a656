/**
 * The frame's shell: page, scripts and styles of one release, and nothing that anybody said. Kept under the
 * release's own name, and only whole: the browser compares each file with the hash that the release has of it.
 */
export interface Release {
  /** Another one for every change of a file. */
  version: string;
  /** File beside the worker → its hash, as `integrity` takes it. */
  files: Readonly<Record<string, string>>;
}

const PREFIX = 'madoguchi-shell-';

const nameOf = ({ version }: Release): string => PREFIX + version;

/** Fetches what the browser does not have yet. Rejects unless every file is that of this release. */
export const keepShell = async (release: Release, base: string): Promise<void> => {
  const requests = Object.entries(release.files).map(
    ([file, integrity]) => new Request(new URL(file, base), { cache: 'no-cache', integrity }),
  );
  const cache = await caches.open(nameOf(release));
  await cache.addAll(requests);
};

/** Null when the browser has thrown it away, as it may at any time. */
export const fromShell = async (release: Release, address: string): Promise<Response | null> =>
  (await caches.match(address, {
    cacheName: nameOf(release),
    // The second bundle is asked for under a new address after a failure.
    ignoreSearch: true,
    ignoreVary: true,
  })) ?? null;

/** @param kept the release that stays; null for none */
export const dropShells = async (kept: Release | null): Promise<void> => {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const old = names.filter((name) => kept === null || name !== nameOf(kept));
  await Promise.all(old.map((name) => caches.delete(name)));
};
