/**
 * What a host page sees of the widget: the one global name, `window.Madoguchi`. Served as
 * `/widget.d.ts`. Attributes of the script tag and custom properties of the page: `README.md`.
 */
export interface MadoguchiEvents {
  open: undefined;
  close: undefined;
  /** How many messages came while the window was closed. */
  unread: number;
  /** The identity was refused, most often because it is older than 15 minutes: call `identify` with a fresh one. */
  'identity-refused': undefined;
}

export interface MadoguchiApi {
  /** Opens the window. When it closes, the focus goes back to where it was. */
  open(): void;
  close(): void;
  /** Says who the visitor is: a JWT signed by the host's server, or null after logging out. */
  identify(identity: string | null): void;
  /** Takes the widget off the page, the global name included. */
  destroy(): void;
  /** Listens to an event. Returns the way to stop. */
  on<Name extends keyof MadoguchiEvents>(
    name: Name,
    listener: (detail: MadoguchiEvents[Name]) => void,
  ): () => void;
}

declare global {
  interface Window {
    Madoguchi?: MadoguchiApi;
  }
}
