/** The elements that the page is made of. Everything is shown through text nodes, never as markup. */
import type { Word } from '../words';
import { t } from './state';

export type Child = Element | string | undefined | false;

function fillIn<E extends Element>(element: E, attributes: Record<string, string>, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
  return element;
}

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return fillIn(document.createElement(tag), attributes, children);
}

export function svg(tag: string, attributes: Record<string, string>, ...children: Child[]): Element {
  return fillIn(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

export function button(label: string, attributes: Record<string, string>, act: () => void): HTMLButtonElement {
  const made = el('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

export function link(url: string | undefined, label: string): HTMLElement | undefined {
  if (url === undefined || !/^https?:\/\//i.test(url)) return undefined;
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
}

export function chip(kind: string, label: string): HTMLElement {
  return el('span', { class: `chip ${kind}` }, label);
}

export function section(id: string, word: Word, ...children: Child[]): HTMLElement {
  const heading = el('h2', { id, tabindex: '-1' }, t(word));
  return el('section', { 'aria-labelledby': id }, heading, ...children);
}

export function panel(...children: Child[]): HTMLElement {
  return el('div', { class: 'panel long' }, ...children);
}

export function folded(title: string, ...children: Child[]): HTMLElement {
  return el('details', {}, el('summary', {}, title), panel(...children));
}

export function named(name: string, id: string): HTMLElement {
  const same = name === '' || name === id;
  return el('span', {}, same ? id : name, !same && el('span', { class: 'id' }, id));
}

/** A plain table of which the first rows are shown at once. */
export function table<T>(
  label: string,
  columns: [title: string, kind: string][],
  entries: readonly T[],
  cells: (entry: T) => Child[],
): HTMLElement {
  const first = 25;
  const head = columns.map(([title, kind]) => el('th', { scope: 'col', class: kind }, title));
  const body = el('tbody');
  const add = (some: readonly T[]) => {
    for (const entry of some) {
      const row = cells(entry).map((cell, i) => el('td', { class: columns[i]?.[1] ?? '' }, cell));
      body.append(el('tr', {}, ...row));
    }
  };
  add(entries.slice(0, first));
  const whole = el('table', {}, el('thead', {}, el('tr', {}, ...head)), body);
  const scroll = el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': label }, whole);
  if (entries.length <= first) return scroll;
  const more = button(t('showAll', { n: entries.length }), {}, () => {
    add(entries.slice(first));
    pager.remove();
    scroll.focus();
  });
  const pager = el('div', { class: 'pager' }, more);
  return el('div', {}, scroll, pager);
}

export function beyond(word: Word, n: number, shown = 0): Child {
  return n > 0 && el('p', { class: 'empty warning' }, t(word, { n, shown }));
}
