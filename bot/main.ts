import type { Server } from 'node:http';
import { readConfig, type Config } from './config.ts';
import { StartError } from './errors.ts';

const listen = (server: Server, { port, host }: Config): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

const portError = (error: NodeJS.ErrnoException, port: number): Error => {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`port ${port} is in use; stop what uses it, or set PORT to another one`);
    case 'EACCES':
      return new StartError(`port ${port} needs more rights than this user has; set PORT to one above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError('HOST is no address of this machine; unset it or name one');
    default:
      return error;
  }
};

const start = async (): Promise<void> => {
  const config = readConfig(process.env);
  // Only now, since loading the program takes a second: a wrong setting is told of at once.
  const { compose } = await import('./compose/compose.ts');
  const service = await compose(config);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    service.logger.info({ signal }, 'stopping');
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        service.logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  try {
    const port = await listen(service.server, config);
    const at = `http://localhost:${port}`;
    const pages = config.demo
      ? `${at}/  console ${at}/console  editor ${at}/editor  API ${at}/docs`
      : `${at}/console  editor ${at}/editor  API ${at}/docs`;
    process.stdout.write(`Madoguchi is ready: ${pages}\n`);
  } catch (error) {
    await service.stop();
    throw error;
  }
};

start().catch((error: unknown) => {
  const said =
    error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${said}\n`);
  process.exit(1);
});
