/** A browser without a screen: it keeps cookies by host and stops at every page. */
export class Walker {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** One request; redirects are not followed. */
  async get(url: string): Promise<Response> {
    const { hostname } = new URL(url);
    const response = await fetch(url, { redirect: 'manual', headers: { Cookie: this.cookies(hostname) } });
    this.#keep(hostname, response.headers.getSetCookie());
    return response;
  }

  /** Follows redirects until `stop` matches the next address, or a page comes. The address where it stands. */
  async walk(url: string, stop: RegExp): Promise<string> {
    let at = url;
    for (let count = 0; count < 20; count += 1) {
      if (stop.test(at)) return at;
      const next = (await this.get(at)).headers.get('location');
      if (next === null) return at;
      at = new URL(next, at).href;
    }
    throw new Error(`walked in circles at ${at}`);
  }

  /** As a Cookie header. */
  cookies(hostname: string): string {
    return [...(this.#cookies.get(hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  set(hostname: string, name: string, value: string): void {
    this.#keep(hostname, [`${name}=${value}`]);
  }

  cookie(hostname: string, name: string): string | undefined {
    return this.#cookies.get(hostname)?.get(name);
  }

  #keep(hostname: string, headers: string[]): void {
    const kept = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, kept);
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split('; ');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      const gone = attributes.some((each) => /^max-age=0$|^expires=Thu, 01 Jan 1970/i.test(each));
      if (gone) kept.delete(name);
      else kept.set(name, value);
    }
  }
}
