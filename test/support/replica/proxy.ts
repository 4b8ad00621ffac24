/** A server that goes away and comes back, as its clients see it: a door in front of it, on loopback. */
import { connect, createServer, type Socket } from 'node:net';

export interface Door {
  /** The same address, through the door. */
  readonly url: string;
  /** Everybody is cut off, and nobody comes in. */
  readonly shut: () => Promise<void>;
  readonly open: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export async function doorTo(address: string): Promise<Door> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const server = createServer(inside => {
    const outside = track(connect(Number(target.port), target.hostname));
    track(inside).pipe(outside).pipe(inside);
    inside.once('close', () => outside.destroy());
    outside.once('close', () => inside.destroy());
  });
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        const bound = server.address();
        if (typeof bound === 'object' && bound !== null) resolve(bound.port);
      });
    });
  const port = await listen(0);
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const shut = (): Promise<void> =>
    new Promise(resolve => {
      if (!server.listening) {
        resolve();
        return;
      }
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return {
    url: url.href,
    shut,
    open: async () => {
      await listen(port);
    },
    end: shut,
  };
}
