import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type Server } from 'node:https';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Certificates } from './certificate';

/** The first byte of a TLS connection; HTTP begins with a letter. */
const HANDSHAKE = 0x16;

/** One port that speaks HTTP and HTTPS: the first byte of a connection says which. */
export class Listener {
  private readonly sockets = new Set<Socket>();
  private readonly server = createSocketServer((socket) => this.accept(socket));
  private readonly contexts = new Map<string, SecureContext>();
  private readonly plain;
  private secured: Server | undefined;

  constructor(
    private readonly certificates: Certificates,
    private readonly handler: RequestListener,
  ) {
    this.plain = createServer(handler);
    this.plain.keepAliveTimeout = 60_000;
  }

  /** Made for the first connection that wants it: most emulators never see one. */
  private get secure(): Server {
    if (!this.secured) {
      const { cert, key } = this.certificates;
      const show = (host: string, done: (error: null, context?: SecureContext) => void) =>
        done(null, this.contextOf(host));
      this.secured = createSecureServer({ cert, key, SNICallback: show }, this.handler);
      this.secured.keepAliveTimeout = 60_000;
    }
    return this.secured;
  }

  /** What a connection for a host shows; `undefined`: the certificate of the emulator's own names. */
  private contextOf(host: string): SecureContext | undefined {
    const known = this.contexts.get(host);
    if (known !== undefined) return known;
    const cert = this.certificates.certOf(host);
    if (cert === undefined) return undefined;
    const made = createSecureContext({ cert, key: this.certificates.key });
    this.contexts.set(host, made);
    return made;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    // A connection that breaks before it has said anything concerns nobody.
    const ignore = (): void => undefined;
    socket.on('error', ignore);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.off('error', ignore);
      socket.unshift(first);
      (first[0] === HANDSHAKE ? this.secure : this.plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  }

  /** Resolves with the port. @throws Error of Node when it is in use */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve((this.server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }
}
