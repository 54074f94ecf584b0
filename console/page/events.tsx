import { useEffect, useRef, useState } from 'preact/hooks';
import type { EventPage, EventRow, EventSummary } from '../api/api';
import { Counts } from './chart';
import { useData } from './client';
import { Exports } from './exports';
import { SearchBox } from './forms';
import { ActiveFilters, AddFilter, change, Facets, FilterPane } from './filters';
import { NoKeys } from './keys';
import { Cell, Head } from './table';
import { Load, Measured, Pager, Status, When, useLabel } from './ui';
import { clock, span, t, titleOf } from './words';
import type { Word } from './words';

const SIZE = 50;
const RANGES: readonly (readonly [string, Word])[] = [
  ['1h', 'range1h'],
  ['6h', 'range6h'],
  ['24h', 'range24h'],
  ['7d', 'range7d'],
  ['30d', 'range30d'],
  ['365d', 'range365d'],
];
const DEFAULT_RANGE = '7d';
const WEEK_MS = 7 * 86_400_000;

/** `2026-03-04T12:00`, as the browser's field for times wants it. */
const local = (ms: number): string => clock(ms).replace(' ', 'T').slice(0, 16);

/** A time that is typed digit by digit: it counts when its field is left, or with Enter. */
function TimeField({ label, ms, commit }: { label: string; ms: number; commit: (ms: number) => void }) {
  const place = useRef<HTMLInputElement>(null);
  const shown = local(ms);
  const show = () => {
    if (place.current) place.current.value = shown;
  };
  useEffect(() => {
    if (document.activeElement !== place.current) show();
  }, [shown]);
  const done = () => {
    const text = place.current?.value ?? '';
    if (text === '') show();
    else if (text !== shown) commit(new Date(text).getTime());
  };
  return (
    <label class="compact">
      <span>{label}</span>
      <input
        ref={place}
        type="datetime-local"
        defaultValue={shown}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
    </label>
  );
}

function TimeRange({ query }: { query: URLSearchParams }) {
  const [problem, setProblem] = useState<Word>();
  const custom = query.has('from') || query.has('to');
  const range = query.get('range') ?? DEFAULT_RANGE;
  const to = Number(query.get('to') ?? Date.now());
  const from = Number(query.get('from') ?? to - (custom ? WEEK_MS : WEEK_MS / 7));
  useEffect(() => setProblem(undefined), [query.get('from'), query.get('to'), query.get('range')]);
  const set = (name: 'from' | 'to', ms: number) => {
    const year = new Date(ms).getFullYear();
    const next = { from, to, [name]: ms };
    if (!(year >= 1970 && year <= 9999)) setProblem('rangeYears');
    else if (next.to <= next.from) setProblem('rangeOrder');
    else {
      setProblem(undefined);
      change(
        query,
        (query) => {
          query.delete('range');
          query.set('from', String(next.from));
          query.set('to', String(next.to));
        },
        true,
      );
    }
  };
  return (
    <>
      <label class="compact">
        <span>{t('time')}</span>
        <select
          value={custom ? 'custom' : range}
          onChange={(event) => {
            const { value } = event.currentTarget;
            change(query, (next) => {
              for (const name of ['range', 'from', 'to']) next.delete(name);
              if (value !== 'custom') next.set('range', value);
              else {
                next.set('from', String(Math.floor(from)));
                next.set('to', String(Math.floor(to)));
              }
            });
          }}
        >
          {RANGES.some(([one]) => one === range) ? null : <option value={range}>{range}</option>}
          {RANGES.map(([value, word]) => (
            <option key={value} value={value}>
              {t(word)}
            </option>
          ))}
          <option value="custom">{t('customRange')}</option>
        </select>
      </label>
      {custom ? (
        <>
          <TimeField label={t('from')} ms={from} commit={(ms) => set('from', ms)} />
          <TimeField label={t('to')} ms={to} commit={(ms) => set('to', ms)} />
          {problem ? (
            <span class="bad" role="alert">
              {t(problem)}
            </span>
          ) : null}
        </>
      ) : null}
    </>
  );
}

/** A list of events, newest first. */
export function EventTable({ events, current }: { events: readonly EventRow[]; current?: string }) {
  const label = useLabel();
  return (
    <div class="scroll" tabIndex={0}>
      <table class="wide cards">
        <Head words={['time', 'severity', 'title', 'asset', 'checker', 'against', 'inspection', 'duration']} />
        <tbody>
          {events.map((event) => (
            <tr key={event.id} class={event.id === current ? 'chosen' : ''}>
              <td class="short whole">
                <When ms={event.time} exact />
              </td>
              <td class="short whole">
                <Status status={event.status} />
              </td>
              <td class="title whole">
                <a href={`/events/${event.id}`}>
                  <bdi>{titleOf(event)}</bdi>
                </a>
              </td>
              <Cell word="asset" kind="asset">
                {event.assetName && event.assetName !== event.assetId ? <bdi>{event.assetName}</bdi> : null}
                <span class="id">{event.assetId}</span>
                <span class="part muted">
                  {[event.accountName || event.account, event.region].filter(Boolean).join(' · ')}
                </span>
              </Cell>
              <Cell word="checker" kind="checker">
                {event.checker ? label('checker', event.checker) : null}
              </Cell>
              <Cell word="against" kind={event.value === undefined ? 'short none' : 'short'}>
                <Measured of={event} />
              </Cell>
              <Cell word="inspection" kind="checker">
                {event.checkerId ? label('inspection', event.checkerId) : event.inspection || '–'}
                {event.seenBy.length > 0 ? (
                  <span class="id">
                    {t('seenBy')} {event.seenBy.join(', ')}
                  </span>
                ) : null}
              </Cell>
              <Cell word="duration" kind={event.duration > 0 ? 'short' : 'short none'}>
                {event.duration > 0 ? span(event.duration) : '–'}
              </Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The events explorer; all of its state is in the address. */
export function Events({ query }: { query: URLSearchParams }) {
  const filter = new URLSearchParams(query);
  const to = filter.get('to');
  if (!filter.has('range') && !filter.has('from')) {
    if (to === null) filter.set('range', DEFAULT_RANGE);
    else filter.set('from', String(Number(to) - WEEK_MS));
  }
  // What only says that a fault goes on is most of what there is, and folded away until somebody asks for it.
  if (!filter.has('updates')) filter.set('updates', '0');
  const list = useData<EventPage>(`/events?${filter.toString()}`, 30_000);
  filter.delete('offset');
  const summary = useData<EventSummary>(`/events/summary?${filter.toString()}`, 30_000);
  const offset = Number(query.get('offset') ?? 0) || 0;
  const total = list.data;
  return (
    <>
      <div class="top">
        <h1>{t('events')}</h1>
        <p class="muted" role="status">
          {total ? t(total.totalExact ? 'eventCount' : 'eventCountMore', { n: total.total }) : ''}
        </p>
        <Exports path="/events" query={filter} />
      </div>
      <div class="explorer">
        <FilterPane>
          <Load of={summary} keep>
            {(data) => <Facets facets={data.facets} query={query} />}
          </Load>
        </FilterPane>
        <div class="found">
          <div class="row" role="search">
            <SearchBox
              placeholder={t('searchEvents')}
              query={query}
              change={(edit) => change(new URLSearchParams(location.search), edit, true)}
            />
            <TimeRange query={query} />
            <label class="compact">
              <span>{t('kind')}</span>
              <select
                value={query.get('kind') ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  change(query, (next) => {
                    next.delete('kind');
                    if (value) next.set('kind', value);
                  });
                }}
              >
                <option value="">{t('kindAll')}</option>
                <option value="fault">{t('kindFault')}</option>
                <option value="ok">{t('kindOk')}</option>
              </select>
            </label>
            <label class="tick">
              <input
                type="checkbox"
                checked={query.get('open') === '1'}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  change(query, (next) => {
                    next.delete('open');
                    if (on) next.set('open', '1');
                  });
                }}
              />{' '}
              {t('openOnly')}
            </label>
            <label class="tick">
              <input
                type="checkbox"
                checked={query.get('updates') === '1'}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  change(query, (next) => {
                    next.delete('updates');
                    if (on) next.set('updates', '1');
                  });
                }}
              />{' '}
              {t('showUpdates')}
            </label>
          </div>
          <ActiveFilters query={query} />
          <AddFilter query={query} />
          {summary.data ? (
            <div class="panel">
              <Counts
                summary={summary.data}
                onChoose={(from, to) =>
                  change(query, (next) => {
                    next.delete('range');
                    next.set('from', String(Math.floor(from)));
                    next.set('to', String(Math.ceil(to)));
                  })
                }
              />
              {total && !total.totalExact ? <p class="muted">{t('sampled')}</p> : null}
            </div>
          ) : null}
          <Load of={list}>
            {({ events, total, totalExact }) => (
              <div class="panel" aria-busy={list.busy}>
                {events.length === 0 ? (
                  <>
                    <p>{t('noEvents')}</p>
                    <NoKeys />
                  </>
                ) : (
                  <EventTable events={events} />
                )}
                <Pager
                  offset={offset}
                  shown={events.length}
                  total={total}
                  exact={totalExact}
                  size={SIZE}
                  go={(to) => {
                    change(query, (next) => {
                      if (to > 0) next.set('offset', String(to));
                    });
                    scrollTo(0, 0);
                  }}
                />
              </div>
            )}
          </Load>
        </div>
      </div>
    </>
  );
}
