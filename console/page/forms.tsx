/** What a person types into. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ApiError } from './client';
import { t } from './words';

/** A form that sends, and says what was wrong with it. */
export function Form({
  submit,
  label,
  onDone,
  onCancel,
  children,
  extra,
}: {
  submit: () => Promise<unknown>;
  label: string;
  onDone?: () => void;
  onCancel?: () => void;
  children: ComponentChildren;
  extra?: ComponentChildren;
}) {
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setProblem('');
    submit()
      .then(() => onDone?.())
      .catch((error: unknown) => setProblem(error instanceof ApiError ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={send}>
      {children}
      {problem ? (
        <p class="notice error" role="alert">
          {problem}
        </p>
      ) : null}
      <p class="buttons">
        <button type="submit" class="primary" disabled={busy}>
          {label}
        </button>
        {onCancel ? (
          <button type="button" onClick={onCancel}>
            {t('cancel')}
          </button>
        ) : null}
        {extra}
      </p>
    </form>
  );
}

/** A labelled field with its help beside it, and with what is wrong. */
export function Field({
  label,
  help,
  problem,
  children,
}: {
  label: ComponentChildren;
  help?: ComponentChildren;
  problem?: string | undefined;
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ComponentChildren;
}) {
  const id = useId();
  const described = [problem ? `${id}-problem` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(problem ? { 'aria-invalid': true as const } : {}),
      })}
      {problem ? (
        <small id={`${id}-problem`} class="bad">
          {problem}
        </small>
      ) : null}
      {help ? (
        <small id={`${id}-help`} class="muted">
          {help}
        </small>
      ) : null}
    </div>
  );
}

/** A field whose value is not shown; what is stored is never put into it. */
export function Secret({
  label,
  help,
  autocomplete = 'off',
  required = true,
  value,
  onInput,
}: {
  label: ComponentChildren;
  help?: ComponentChildren;
  autocomplete?: 'off' | 'current-password' | 'new-password';
  required?: boolean;
  value: string;
  onInput: (value: string) => void;
}) {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <input
          {...ids}
          type="password"
          autocomplete={autocomplete}
          required={required}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A search for the `q` of an address, which follows what is typed after a moment. */
export function SearchBox({
  placeholder,
  query,
  change,
}: {
  placeholder: string;
  query: URLSearchParams;
  change: Parameters<typeof useSearch>[1];
}) {
  const [typed, setTyped] = useSearch(query, change);
  return (
    <label class="compact grow">
      <span>{t('search')}</span>
      <input
        type="search"
        placeholder={placeholder}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}

/** What is typed into a search box; the address has it a moment later. */
function useSearch(
  query: URLSearchParams,
  change: (edit: (next: URLSearchParams) => void) => void,
): readonly [string, (text: string) => void] {
  const q = query.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  const sent = useRef(q);
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setTyped(q);
  }, [q]);
  useEffect(() => {
    if (typed === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed;
      change((next) => (typed ? next.set('q', typed) : next.delete('q')));
    }, 400);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
