import { runInNewContext } from 'node:vm';

/** A text node or an element of a page without a browser: enough of the DOM for the report's script. */
export class FakeElement {
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, (() => void)[]>();
  children: (FakeElement | string)[] = [];
  parent: FakeElement | undefined;
  value = '';
  hidden = false;
  disabled = false;

  constructor(
    readonly tag: string,
    private readonly page: FakePage,
  ) {}

  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(text: string) {
    this.replaceChildren(text);
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  append(...children: (FakeElement | string)[]): void {
    for (const child of children) {
      if (typeof child !== 'string') child.parent = this;
      this.children.push(child);
    }
  }
  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children = [];
    this.append(...children);
  }
  after(next: FakeElement): void {
    if (!this.parent) return;
    next.parent = this.parent;
    this.parent.children.splice(this.parent.children.indexOf(this) + 1, 0, next);
  }
  remove(): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = undefined;
  }
  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }
  focus(): void {
    this.page.focused = this;
  }
  fire(type: string): void {
    for (const listener of this.listeners.get(type) ?? []) listener();
  }
  /** Every element below this one for which `wanted` holds. */
  all(wanted: (element: FakeElement) => boolean): FakeElement[] {
    return this.children.flatMap((child) =>
      typeof child === 'string' ? [] : [...(wanted(child) ? [child] : []), ...child.all(wanted)],
    );
  }
  one(tag: string, text: string): FakeElement {
    const found = this.all((element) => element.tag === tag && element.textContent.includes(text))[0];
    if (!found) throw new Error(`no <${tag}> with "${text}"`);
    return found;
  }
}

export class FakePage {
  focused: FakeElement | undefined;
  title = '';
  readonly documentElement = new FakeElement('html', this);
  readonly page = new FakeElement('div', this);
  readonly data = new FakeElement('script', this);
  readonly location = {
    hash: '',
    replace: (url: string) => {
      this.location.hash = url;
    },
  };

  constructor(hash = '') {
    this.location.hash = hash;
    this.documentElement.append(this.page);
    this.page.setAttribute('id', 'page');
    this.data.setAttribute('id', 'data');
  }
  getElementById(id: string): FakeElement | null {
    if (id === 'data') return this.data;
    return this.documentElement.all((element) => element.getAttribute('id') === id)[0] ?? null;
  }
  createElement(tag: string): FakeElement {
    return new FakeElement(tag, this);
  }
  createElementNS(_namespace: string, tag: string): FakeElement {
    return new FakeElement(tag, this);
  }
}

/** The parts of a written page, as a browser would cut them. */
export function parts(html: string) {
  const cut = (pattern: RegExp): string => {
    const match = pattern.exec(html);
    if (!match) throw new Error(`the page has no ${String(pattern)}`);
    return match[1] ?? '';
  };
  return {
    style: cut(/<style>([\s\S]*?)<\/style>/),
    script: cut(/<script>([\s\S]*?)<\/script>/),
    json: cut(/<script type="application\/json" id="data">([\s\S]*?)<\/script>/),
    policy: cut(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/),
  };
}

/** Runs a written page's own script, with nothing around it but the language. */
export function open(html: string, hash = ''): FakePage {
  const { script, json } = parts(html);
  const page = new FakePage(hash);
  page.data.append(json);
  const window = {
    location: page.location,
    matchMedia: () => ({ matches: false }),
    addEventListener: () => undefined,
    print: () => undefined,
  };
  runInNewContext(script, { document: page, window });
  return page;
}
