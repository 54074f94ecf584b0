/** Which route a request means: the same way of writing paths for the host, the console and the workspace. */

export interface RoutePattern {
  readonly method: string;
  /** With `{name}` for one part that is not empty, such as `/task/{id}/cancel`. */
  readonly path: string;
}

export interface RouteMatch<R> {
  readonly route: R;
  /** The decoded parts of the path. Read when it is clear who asks: it throws for `%zz`. */
  params(): Readonly<Record<string, string>>;
}

export interface RouterOptions {
  /** What is thrown when a part of a path cannot be decoded. */
  readonly badPath: () => Error;
  /** Whether `/a/` is `/a`. */
  readonly trailingSlash?: boolean;
}

/**
 * @example
 * const router = new Router([{ method: 'GET', path: '/task/{id}', handle }], { badPath: () => badRequest('the path is not valid') });
 * router.match('GET', '/task/42')?.params() // { id: '42' }
 */
export class Router<R extends RoutePattern> {
  private readonly compiled: readonly {
    readonly route: R;
    readonly pattern: RegExp;
    readonly names: readonly string[];
  }[];

  constructor(
    routes: readonly R[],
    private readonly options: RouterOptions,
  ) {
    const end = options.trailingSlash === true ? '/?' : '';
    this.compiled = routes.map((route) => ({
      route,
      names: [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
      pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}${end}$`),
    }));
  }

  /** The first route that fits; `undefined` when none does. */
  match(method: string, path: string): RouteMatch<R> | undefined {
    for (const { route, pattern, names } of this.compiled) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (!found) continue;
      return {
        route,
        params: () => Object.fromEntries(names.map((name, i) => [name, this.decode(found[i + 1] ?? '')])),
      };
    }
    return undefined;
  }

  private decode(text: string): string {
    try {
      return decodeURIComponent(text);
    } catch {
      throw this.options.badPath();
    }
  }
}
