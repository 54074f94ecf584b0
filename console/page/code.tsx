/** Where the page shows code that is edited or compared: the editor's bundle is loaded when the first one is. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { ScriptProblems, ScriptWords } from '../api/api';
import { ApiError, call } from './client';
import type * as Editing from './editor';
import { usePrefs } from './prefs';
import { t } from './words';

const NARROW_PX = 900;

/** The page says where the bundle is, so that it belongs to the same build. */
function loadEditor(): Promise<typeof Editing> {
  const address = document.querySelector<HTMLScriptElement>('script[data-editor]')?.dataset.editor ?? '';
  return import(address) as Promise<typeof Editing>;
}

/** A place for an editor, with what opens it there. */
function Place({
  open,
  children,
}: {
  open: (editing: typeof Editing, parent: HTMLElement) => Editing.Opened;
  children?: ComponentChildren;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'open' | 'failed'>('loading');
  useEffect(() => {
    let opened: Editing.Opened | undefined;
    let left = false;
    loadEditor()
      .then((editing) => {
        if (left || !place.current) return;
        opened = open(editing, place.current);
        setState('open');
      })
      .catch(() => setState('failed'));
    return () => {
      left = true;
      opened?.close();
    };
  }, []);
  return (
    <>
      {state === 'loading' ? <p class="muted loading">{t('loading')}</p> : null}
      {state === 'failed' ? (
        <p class="notice error" role="alert">
          {t('unreachable')}
        </p>
      ) : null}
      <div ref={place} class="code-place" />
      {children}
    </>
  );
}

/**
 * The text is the editor's own while it is open: what is typed is told, and what it is told back may be older.
 *
 * @param path of the script, below the API
 */
export function CodeEditor({
  name,
  path,
  text,
  set,
}: {
  name: string;
  path: string;
  text: string;
  set: (text: string) => void;
}) {
  const { language } = usePrefs();
  const newest = useRef(text);
  newest.current = text;
  /** What cannot be asked for is left out: it is no fault of the script. */
  const unlessRefused = <T,>(asked: Promise<T>, nothing: T): Promise<T> =>
    asked.catch((error: unknown) => {
      if (error instanceof ApiError) return nothing;
      throw error;
    });
  return (
    <Place
      key={language}
      open={(editing, parent) =>
        editing.openEditor({
          parent,
          label: t('code', { name }),
          text: newest.current,
          onChange: set,
          check: (typed) =>
            unlessRefused(
              call<ScriptProblems>('POST', `${path}/check`, { text: typed }).then(({ problems }) => problems),
              [],
            ),
          complete: (typed, at) =>
            unlessRefused(
              call<ScriptWords>('POST', `${path}/complete`, { text: typed, at }).then(({ words }) => words),
              [],
            ),
        })
      }
    >
      <small class="muted">{t('editorHelp')}</small>
    </Place>
  );
}

interface Side {
  readonly label: string;
  readonly text: string;
}

export function Difference({ before, after }: { before: Side; after: Side }) {
  if (before.text === after.text) return <p class="notice">{t('noDifference')}</p>;
  return (
    <>
      <p class="sides">
        <span>{before.label}</span>
        <span>{after.label}</span>
      </p>
      <Place
        key={`${before.label} ${after.label}`}
        open={(editing, parent) => editing.openDifference({ parent, before, after, narrow: innerWidth < NARROW_PX })}
      />
    </>
  );
}
