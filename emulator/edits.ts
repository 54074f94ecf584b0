import type { Action, Body } from './define';
import { RawRow } from './raw';

/** The id of a row that is a text: itself. */
const TEXT = '';

/** Where the rows of an answer are: the object that holds them, and under which name. */
function holderOf(body: Body, action: Action): { holder: Body; name: string } | undefined {
  const keys = (action.items ?? '').split('.');
  const name = keys.pop() ?? '';
  let holder: unknown = body;
  for (const key of keys) holder = (holder as Body | undefined)?.[key];
  return typeof holder === 'object' && holder !== null && name !== '' ? { holder: holder as Body, name } : undefined;
}

/** Changes the rows of an answer, which may be JSON in a text. */
export function editRows(body: Body, action: Action, edit: (rows: Body[]) => void): void {
  const found = holderOf(body, action);
  if (found === undefined) return;
  const { holder, name } = found;
  const inText = typeof holder[name] === 'string';
  const list: unknown = inText ? JSON.parse(holder[name] as string) : holder[name];
  if (!Array.isArray(list)) return;
  // A row that is a text is edited as the one field of an object.
  const texts = typeof list[0] === 'string';
  const rows = list.map((row: unknown) =>
    texts ? { [TEXT]: row } : { ...((row instanceof RawRow ? JSON.parse(row.json) : row) as Body) },
  );
  edit(rows);
  const edited = texts ? rows.map((row) => row[TEXT] ?? null) : rows;
  holder[name] = inText ? JSON.stringify(edited) : edited;
}

/** The object in a row that holds its id, copied on the way to it, and the id's name there. */
export function idIn(row: Body, { itemId = '' }: Action): { readonly holder: Body; readonly key: string } {
  const steps = itemId.split('.');
  const key = steps.pop() ?? '';
  let holder = row;
  for (const step of steps) {
    const inner = { ...(holder[step] as Body) };
    holder[step] = inner;
    holder = inner;
  }
  return { holder, key };
}

/** Gives every row an id that no other page has. */
export function renameRows(body: Body, action: Action, page: number): void {
  editRows(body, action, (rows) => {
    for (const row of rows) {
      const { holder, key } = idIn(row, action);
      const id = holder[key];
      holder[key] = typeof id === 'number' ? id + page * 1e6 : `${String(id)}-${page}`;
    }
  });
}

/** Takes the list out of an answer, all but what is said of its length. */
export function loseRows(body: Body, action: Action, as: 'missing' | 'null' | 'hollow' | 'empty'): void {
  const found = holderOf(body, action);
  if (found === undefined) return;
  const { holder, name } = found;
  if (as === 'empty') holder[name] = [];
  else if (as === 'null') holder[name] = null;
  else if (as === 'hollow' || holder === body) delete holder[name];
  else delete body[(action.items ?? '').split('.')[0] ?? ''];
}

/** Writes the totals of an answer as text, or takes them out of it. */
export function writeTotals(body: Body, as: 'text' | 'missing'): void {
  for (const [key, value] of Object.entries(body)) {
    if (typeof value === 'number' && /^total|count$/i.test(key)) {
      if (as === 'text') body[key] = String(value);
      else delete body[key];
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) writeTotals(value as Body, as);
  }
}

/** Takes a region out of a list of regions. */
export function leaveOut(body: Body, region: string): void {
  for (const [key, value] of Object.entries(body)) {
    if (Array.isArray(value)) body[key] = value.filter((row) => (row as { RegionId?: string }).RegionId !== region);
    else if (typeof value === 'object' && value !== null) leaveOut(value as Body, region);
  }
}

/** Sets fields wherever their paths lead. What is on the way is copied, for the world stays as it is. */
export function setFields(body: Body, values: Readonly<Record<string, unknown>>): void {
  const rowOf = (row: unknown): Body => (row instanceof RawRow ? (JSON.parse(row.json) as Body) : { ...(row as Body) });
  const setIn = (holder: Body, [step = '', ...rest]: readonly string[], value: unknown): void => {
    const key = step.replace(/\[\]$/, '');
    const inText = typeof holder[key] === 'string' && rest.length > 0;
    const inner: unknown = inText ? JSON.parse(holder[key] as string) : holder[key];
    let changed: unknown = value;
    if (step !== key) {
      if (!Array.isArray(inner)) return;
      changed = inner.map((entry) => (rest.length > 0 ? with_(rowOf(entry), rest, value) : value));
    } else if (rest.length > 0) {
      if (typeof inner !== 'object' || inner === null) return;
      changed = with_({ ...inner }, rest, value);
    } else if ((value as { absent?: unknown } | null)?.absent === true) {
      delete holder[key];
      return;
    }
    holder[key] = inText ? JSON.stringify(changed) : changed;
  };
  const with_ = (holder: Body, path: readonly string[], value: unknown): Body => {
    setIn(holder, path, value);
    return holder;
  };
  for (const [path, value] of Object.entries(values)) setIn(body, path.split('.'), value);
}
