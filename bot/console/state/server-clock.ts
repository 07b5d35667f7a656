/**
 * The server's time as far as this browser can tell: waiting times are differences to instants that
 * the server wrote, and a PC's own clock may be minutes off, or the server's set (`MADOGUCHI_NOW`).
 */
export interface ServerClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** The server said what time it is. */
  hear(serverNow: string): void;
  /** The server wrote this instant, so it cannot lie in its future. */
  notBefore(instant: string): void;
}

export const createServerClock = (localNow: () => number): ServerClock => {
  let offset = 0;
  return {
    now: () => localNow() + offset,
    hear: (serverNow) => {
      const told = Date.parse(serverNow);
      if (!Number.isNaN(told)) offset = told - localNow();
    },
    notBefore: (instant) => {
      const written = Date.parse(instant);
      if (written > localNow() + offset) offset = written - localNow();
    },
  };
};
