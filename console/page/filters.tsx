/** What the events explorer filters by; all of it is in the address. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { EventSummary } from '../api/api';
import { navigate } from './router';
import { useLabel } from './ui';
import { count, t } from './words';
import type { Word } from './words';

type Fields = readonly (readonly [string, Word])[];

const FACETS: Fields = [
  ['status', 'severity'],
  ['inspection', 'inspection'],
  ['checker', 'checker'],
  ['product', 'product'],
  ['account_id', 'account'],
  ['region', 'region'],
];
/** Severities, worst first, then the ways to recover. */
const ORDER = ['critical', 'error', 'warning', 'nodata', 'info', 'ok', 'nodata_ok', 'nodata_as_ok', 'manual_ok'];
const FEW = 8;

const FIELD_WORDS: Readonly<Record<string, Word>> = {
  ...Object.fromEntries(FACETS),
  asset_id: 'asset',
  tag: 'tag',
  asset_tag: 'tag',
  team: 'team',
};
export const fieldName = (field: string): string => {
  const word = FIELD_WORDS[field];
  return word ? t(word) : field;
};

/** The address of the events that have a value, or have it not. */
export const eventsHref = (field: string, value: string, how: 'is' | 'not' = 'is', range = '30d'): string =>
  `/events?${new URLSearchParams({ range, [`${how}.${field}`]: value }).toString()}`;

/** Goes to the same list with another filter; any change begins at the first page. */
export function change(query: URLSearchParams, edit: (next: URLSearchParams) => void, replace = false): void {
  const next = new URLSearchParams(query);
  next.delete('offset');
  edit(next);
  const text = next.toString();
  navigate(text ? `${location.pathname}?${text}` : location.pathname, { replace });
}

function dropValue(query: URLSearchParams, key: string, value: string): void {
  const rest = query.getAll(key).filter((one) => one !== value);
  query.delete(key);
  for (const one of rest) query.append(key, one);
}

/** What is filtered by, as it is written in the address. */
function active(
  query: URLSearchParams,
): { readonly key: string; readonly how: string; readonly field: string; readonly value: string }[] {
  return [...query].flatMap(([key, value]) => {
    const match = /^(is|not)\.(.+)$/.exec(key);
    return match ? [{ key, how: match[1] ?? '', field: match[2] ?? '', value }] : [];
  });
}

/** Below this width the filters are folded away at first: they would be all that is seen. */
const WIDE = '(min-width: 1001px)';

/** Where the filters of a list stand, beside or above it. */
export function FilterPane({ children }: { children: ComponentChildren }) {
  return (
    <aside aria-label={t('filters')}>
      <details open={matchMedia(WIDE).matches}>
        <summary>{t('filters')}</summary>
        {children}
      </details>
    </aside>
  );
}

export function Facets({
  facets,
  query,
  fields = FACETS,
  inverse = true,
}: {
  facets: EventSummary['facets'];
  query: URLSearchParams;
  fields?: Fields;
  /** A value can be left out, too. */
  inverse?: boolean;
}) {
  const label = useLabel();
  const [wide, setWide] = useState<readonly string[]>([]);
  return (
    <>
      {fields.map(([field, word]) => {
        const chosen = query.getAll(`is.${field}`);
        const counted = facets[field] ?? [];
        const missing = chosen.filter((value) => !counted.some((one) => one.value === value));
        const values = [...missing.map((value) => ({ value, count: 0 })), ...counted];
        if (field === 'status') values.sort((a, b) => ORDER.indexOf(a.value) - ORDER.indexOf(b.value));
        if (values.length === 0) return null;
        const shown = wide.includes(field) ? values : values.slice(0, FEW);
        return (
          <fieldset key={field} class="facet">
            <legend>{t(word)}</legend>
            {shown.map(({ value, count: n }) => {
              const name = label(field, value);
              return (
                <div key={value} class="facet-row">
                  <label title={value}>
                    <input
                      type="checkbox"
                      checked={chosen.includes(value)}
                      onChange={(event) => {
                        const on = event.currentTarget.checked;
                        change(query, (next) => {
                          dropValue(next, `not.${field}`, value);
                          if (on) next.append(`is.${field}`, value);
                          else dropValue(next, `is.${field}`, value);
                        });
                      }}
                    />
                    <span class="facet-name">{name}</span>
                    <span class="facet-count">{count(n)}</span>
                  </label>
                  {inverse ? (
                    <button
                      type="button"
                      class="icon"
                      aria-label={t('exclude', { value: name })}
                      title={t('exclude', { value: name })}
                      onClick={() =>
                        change(query, (next) => {
                          dropValue(next, `is.${field}`, value);
                          next.append(`not.${field}`, value);
                        })
                      }
                    >
                      ≠
                    </button>
                  ) : null}
                </div>
              );
            })}
            {values.length > shown.length ? (
              <button type="button" class="quiet" onClick={() => setWide([...wide, field])}>
                {t('showMore')} ({count(values.length - shown.length)})
              </button>
            ) : null}
          </fieldset>
        );
      })}
    </>
  );
}

export function ActiveFilters({ query, inverse = true }: { query: URLSearchParams; inverse?: boolean }) {
  const label = useLabel();
  const filters = active(query);
  if (filters.length === 0) return null;
  return (
    <div class="active" role="group" aria-label={t('activeFilters')}>
      {filters.map(({ key, how, field, value }) => {
        const what = `${fieldName(field)} ${how === 'is' ? '=' : '≠'} ${label(field, value)}`;
        const other = how === 'is' ? `not.${field}` : `is.${field}`;
        return (
          <span key={`${key} ${value}`} class={`filter ${how}`}>
            {inverse ? (
              <button
                type="button"
                title={t('flipFilter', { what })}
                aria-label={t('flipFilter', { what })}
                onClick={() =>
                  change(query, (next) => {
                    dropValue(next, key, value);
                    next.append(other, value);
                  })
                }
              >
                <bdi>{what}</bdi>
              </button>
            ) : (
              <bdi class="fixed">{what}</bdi>
            )}
            <button
              type="button"
              class="drop"
              aria-label={t('dropFilter', { what })}
              onClick={() => change(query, (next) => dropValue(next, key, value))}
            >
              ×
            </button>
          </span>
        );
      })}
      <button
        type="button"
        class="quiet"
        onClick={() => change(query, (next) => filters.forEach(({ key }) => next.delete(key)))}
      >
        {t('clearFilters')}
      </button>
    </div>
  );
}

/** Any attribute, such as a tag: `asset_id`, `asset_status`, `env`. */
export function AddFilter({ query }: { query: URLSearchParams }) {
  const [field, setField] = useState('');
  const [how, setHow] = useState('is');
  const [value, setValue] = useState('');
  return (
    <details class="add-filter">
      <summary>{t('addFilter')}</summary>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          change(query, (next) => next.append(`${how}.${field.trim()}`, value.trim()));
          setValue('');
        }}
      >
        <input
          aria-label={t('field')}
          placeholder="asset_id"
          required
          maxLength={200}
          value={field}
          onInput={(event) => setField(event.currentTarget.value)}
        />
        <select aria-label={t('kind')} value={how} onChange={(event) => setHow(event.currentTarget.value)}>
          <option value="is">{t('is')}</option>
          <option value="not">{t('isNot')}</option>
        </select>
        <input
          aria-label={t('value')}
          placeholder={t('value')}
          required
          value={value}
          onInput={(event) => setValue(event.currentTarget.value)}
        />
        <button type="submit">{t('add')}</button>
      </form>
    </details>
  );
}
