import type { Words } from './page-words';
import type { ReportData } from './data';

/** The little of the DOM that the page's script uses, so that the project need not compile against a browser. */
export interface PageElement {
  textContent: string | null;
  value: string;
  hidden: boolean;
  disabled: boolean;
  setAttribute(name: string, value: string): void;
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  append(...children: (PageElement | string)[]): void;
  replaceChildren(...children: (PageElement | string)[]): void;
  after(next: PageElement): void;
  remove(): void;
  addEventListener(type: string, listener: () => void): void;
  focus(): void;
}

export interface PageDocument {
  title: string;
  readonly documentElement: PageElement;
  getElementById(id: string): PageElement | null;
  createElement(tag: string): PageElement;
  createElementNS(namespace: string, tag: string): PageElement;
}

export interface PageWindow {
  readonly location: { readonly hash: string; replace(url: string): void };
  matchMedia(query: string): { readonly matches: boolean };
  addEventListener(type: string, listener: () => void): void;
  print(): void;
}

/** What the page's JSON element holds. */
export interface Embedded {
  readonly report: ReportData;
  readonly words: Words;
}
