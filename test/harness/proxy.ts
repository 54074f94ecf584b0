import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What becomes of something that a client sends: passed on, or the connection ends, before or after the server had it. */
export type Fate = 'pass' | 'drop' | 'drop the answer';

export interface Proxy {
  readonly port: number;
  /** Is asked for all that clients send; answers after it has done what it likes. */
  fate: (bytes: Buffer) => Fate;
  /** Done when an answer has been dropped, before its client hears that the connection is gone. */
  dropped: () => Promise<void>;
  close(): void;
}

/** Between clients and a server of this machine. */
export async function startProxy(to: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = connect(to, '127.0.0.1');
    let dropping = false;
    for (const socket of [client, server]) sockets.add(socket);
    client.on('data', (bytes) => {
      const fate = proxy.fate(bytes);
      if (fate === 'drop') return void client.destroy();
      dropping ||= fate === 'drop the answer';
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (!dropping) return void client.write(bytes);
      void proxy.dropped().then(() => client.destroy());
    });
    for (const [one, other] of [[client, server] as const, [server, client] as const]) {
      one.on('close', () => other.destroy());
      one.on('error', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    port: (listener.address() as AddressInfo).port,
    fate: () => 'pass',
    dropped: () => Promise.resolve(),
    close() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  return proxy;
}
