/** Not in every browser's types yet. The address goes in as what `register` takes. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(): string },
  ): { createScriptURL(input: string): string };
}

declare global {
  interface Window {
    trustedTypes?: TrustedTypes;
  }
}

const WORKER = 'worker.js';
/** Where a browser does not say when it is idle (ms). Sane range 1–5 s: after the first answer is drawn. */
const IDLE_MS = 2_000;

const whenIdle = (act: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(act);
  else setTimeout(act, IDLE_MS);
};

/** The frame's policy demands Trusted Types, and knows this one policy. */
const trustedAddress = (): string => {
  const policy = window.trustedTypes?.createPolicy('madoguchi-shell', { createScriptURL: () => WORKER });
  return policy?.createScriptURL('') ?? WORKER;
};

const register = async (): Promise<void> => {
  try {
    // Around every cache, so that the next release replaces it at once.
    await navigator.serviceWorker.register(trustedAddress(), { updateViaCache: 'none' });
  } catch {
    // Absent on plain http, forbidden where third parties may keep nothing: the frame then needs its server.
  }
};

/** Lets the window open while the server is away (`widget/worker`). Asked for once somebody types or has said something. */
export const keepShell = (): void => whenIdle(() => void register());
