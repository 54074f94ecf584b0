import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { EventRow } from '../api/api';
import type { Loaded } from './client';
import { usePrefs } from './prefs';
import { spoken } from '../../lib/report/spoken';
import { clock, count, languageNow, relative, t, textOf, tOf } from './words';

export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;

/** A status as a coloured word. */
export function Status({ status, children }: { status: string; children?: ComponentChildren }) {
  return (
    <span class={`chip ${status.endsWith('ok') ? 'ok' : status}`}>
      {tOf('', status)}
      {children}
    </span>
  );
}

/** What a run, the cloud or a compiler says of itself: in English where nobody knows it in the reader's language. */
export function Said({ text }: { text: string }) {
  const said = spoken(text, languageNow());
  return <bdi {...(said === text ? { lang: 'en' } : {})}>{said}</bdi>;
}

/** A moment: how long ago, and exactly when on hovering. */
export function When({ ms, exact }: { ms: number; exact?: boolean }) {
  const shown = exact ? clock(ms) : relative(ms, Date.now());
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact ? new Date(ms).toISOString() : clock(ms)}>
      {shown}
    </time>
  );
}

/** What was measured against its threshold; nothing where nothing was. */
export function Measured({ of }: { of: Pick<EventRow, 'value' | 'threshold' | 'unit'> }) {
  const { value, threshold, unit = '' } = of;
  if (value === undefined) return <>–</>;
  return (
    <>
      <b>{count(value)}</b>
      {threshold === undefined ? null : <span class="muted"> / {count(threshold)}</span>} {unit}
    </>
  );
}

/** Open findings by severity; each leads to its events. */
export function OpenCounts({ open, query }: { open: Readonly<Record<string, number>>; query: string }) {
  const some = [...SEVERITIES, 'nodata'].filter((status) => (open[status] ?? 0) > 0);
  if (some.length === 0) return <span class="muted">0</span>;
  return (
    <span class="chips">
      {some.map((status) => (
        <a key={status} class={`chip ${status}`} href={`/events?range=365d&open=1&is.status=${status}${query}`}>
          {count(open[status] ?? 0)} {tOf('', status)}
        </a>
      ))}
    </span>
  );
}

/** What was read, or that it is being read, or why not. */
export function Load<T>({
  of,
  keep,
  children,
}: {
  of: Loaded<T>;
  /** What another path answered stays while this one is asked: for what is chosen from, never for what is found. */
  keep?: boolean;
  children: (data: T) => ComponentChildren;
}) {
  const { error, at, reload } = of;
  const data = of.data ?? (keep && !error ? of.former : undefined);
  if (data === undefined && error) {
    return (
      <div class="notice error" role="alert">
        <p>{error.message}</p>
        <button type="button" onClick={() => void reload()}>
          {t('retry')}
        </button>
      </div>
    );
  }
  if (data === undefined) return <p class="muted loading">{t('loading')}</p>;
  return (
    <>
      {error ? (
        <div class="notice warning" role="status">
          {error.code === 'offline' ? t('offline', { time: clock(at) }) : error.message}
        </div>
      ) : null}
      {children(data)}
    </>
  );
}

/** Says what went wrong in the dialog that is open: everything outside of it is out of reach. */
const ProblemContext = createContext<((problem: string) => void) | undefined>(undefined);

/** A button that does something that may take a while, or fail. */
export function Act({
  label,
  name,
  act,
  done,
  kind = '',
  disabled,
  title,
}: {
  label: string;
  /** What a screen reader says, when the label alone does not tell which. */
  name?: string;
  act: () => Promise<unknown>;
  done?: string;
  kind?: '' | 'primary' | 'danger';
  disabled?: boolean;
  title?: string;
}) {
  const { toast } = usePrefs();
  const tell = useContext(ProblemContext);
  const [busy, setBusy] = useState(false);
  const alive = useRef(true);
  useEffect(() => () => void (alive.current = false), []);
  const failed = (error: unknown) => {
    const problem = error instanceof Error ? error.message : t('failed');
    if (tell && alive.current) tell(problem);
    else toast(problem, true);
  };
  const run = () => {
    setBusy(true);
    tell?.('');
    act()
      .then(() => done && toast(done))
      .catch(failed)
      .finally(() => alive.current && setBusy(false));
  };
  return (
    <button
      type="button"
      class={kind}
      disabled={(disabled ?? false) || busy}
      onClick={run}
      {...(title ? { title } : {})}
      {...(name ? { 'aria-label': name } : {})}
    >
      {label}
    </button>
  );
}

export function Copy({ text, name }: { text: string; name: string }) {
  const { toast } = usePrefs();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => toast(t('copied')),
      () => toast(t('failed'), true),
    );
  };
  const label = t('copyValue', { name });
  return (
    <button type="button" class="icon" aria-label={label} title={label} onClick={copy}>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
      >
        <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
        <path d="M3.5 10.5h-1v-8h8v1" />
      </svg>
    </button>
  );
}

/** A question in a window of its own; the browser keeps the focus in it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const place = useRef<HTMLDialogElement>(null);
  const alive = useRef(true);
  const id = useId();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const dialog = place.current;
    dialog?.showModal();
    return () => {
      alive.current = false;
      dialog?.close();
    };
  }, []);
  // It tells of its end later: the next dialog may be open by then.
  const closed = () => {
    if (alive.current) onClose();
  };
  return (
    <dialog ref={place} aria-labelledby={id} onClose={closed} onCancel={closed}>
      <h2 id={id}>{title}</h2>
      {problem ? (
        <p class="notice error" role="alert">
          {problem}
        </p>
      ) : null}
      <ProblemContext.Provider value={setProblem}>{children}</ProblemContext.Provider>
    </dialog>
  );
}

export function Pager({
  offset,
  shown,
  total,
  exact = true,
  size,
  go,
}: {
  offset: number;
  shown: number;
  total: number;
  exact?: boolean;
  size: number;
  go: (offset: number) => void;
}) {
  if (total === 0) return null;
  const values = { from: offset + 1, to: offset + shown, total };
  return (
    <nav class="pager" aria-label={t('pages')}>
      <button type="button" disabled={offset === 0} onClick={() => go(Math.max(0, offset - size))}>
        {t('previous')}
      </button>
      <span>{t(exact ? 'rows' : 'rowsMore', values)}</span>
      <button type="button" disabled={offset + shown >= total && exact} onClick={() => go(offset + size)}>
        {t('next')}
      </button>
    </nav>
  );
}

/** Links to the parts of a page; the address says which is open. */
export function Tabs({ tabs, current }: { tabs: readonly (readonly [string, string, string])[]; current: string }) {
  return (
    <nav class="tabs" aria-label={t('sections')}>
      {tabs.map(([id, label, href]) => (
        <a key={id} href={href} {...(id === current ? { 'aria-current': 'page' as const } : {})}>
          {label}
        </a>
      ))}
    </nav>
  );
}

/** What people call a value of a field; asks for the names again when an inspection has none yet. */
export function useLabel(): (field: string, value: string) => string {
  const { names, learn } = usePrefs();
  const unknown = useRef(false);
  unknown.current = false;
  useEffect(() => {
    if (unknown.current) learn();
  });
  return (field, value) => {
    const by = { checker: names.checkers, product: names.products, inspection: names.inspections }[field];
    const text = by?.[value];
    if (field === 'inspection' && !text && value.startsWith('rul_')) unknown.current = true;
    if (field === 'status') return tOf('', value);
    return text ? textOf(text) : value;
  };
}

export const lines = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
