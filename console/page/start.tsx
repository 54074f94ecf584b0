/** The start page: what is wrong now, and how well that is known. */
import { useState } from 'preact/hooks';
import type { FaultRow, HealthView, StartView } from '../api/faults';
import { useData } from './client';
import { Exports } from './exports';
import { ActiveFilters, Facets, FilterPane, change } from './filters';
import { Take, Taken } from './handling';
import { Health } from './health';
import { NoKeys } from './keys';
import { May } from './may';
import { Cell, Head } from './table';
import { Load, Measured, Pager, Status, When, useLabel } from './ui';
import { t, textOf, titleOf } from './words';
import type { Word } from './words';

const SIZE = 50;
const FIELDS: readonly (readonly [string, Word])[] = [
  ['status', 'severity'],
  ['team', 'team'],
  ['product', 'product'],
  ['account_id', 'account'],
  ['region', 'region'],
  ['tag', 'tag'],
  ['checker', 'checker'],
  ['inspection', 'inspection'],
];

function Consequences({ of }: { of: FaultRow }) {
  const label = useLabel();
  const { consequences, consequenceCount: n } = of;
  if (n === 0) return null;
  const isAlike = consequences.every(({ checker }) => checker === of.checker);
  const summary = consequences.some(({ isCause }) => isCause) ? 'relatedCount' : isAlike ? 'alikeCount' : 'followCount';
  return (
    <details class="follows">
      <summary>{t(summary, { n })}</summary>
      <ul>
        {consequences.map((one) => {
          const said = one.message ? textOf(one.message) : label('checker', one.checker);
          return (
            <li key={`${one.checker} ${one.assetId}`}>
              <Status status={one.severity} />{' '}
              {one.eventId ? (
                <a href={`/events/${one.eventId}`}>
                  <bdi>{said}</bdi>
                </a>
              ) : (
                <bdi>{said}</bdi>
              )}
              <span class="id">
                {one.assetId} {one.region}
              </span>
            </li>
          );
        })}
        {n > consequences.length ? <li class="muted">{t('followMore', { n: n - consequences.length })}</li> : null}
      </ul>
    </details>
  );
}

function Row({ of, take }: { of: FaultRow; take: () => void }) {
  const name = of.assetName || of.assetId;
  const title = titleOf(of);
  return (
    <tr>
      <td class="short whole">
        <Status status={of.status} />
      </td>
      <th scope="row" class="title whole">
        <a href={`/events/${of.id}`}>
          <bdi>{title}</bdi>
        </a>
        {of.muted ? <span class="chip">{t('muted')}</span> : null}
        <Consequences of={of} />
      </th>
      <Cell word="asset" kind="asset">
        {of.link ? (
          <a href={of.link} target="_blank" rel="noreferrer" aria-label={t('openInCloud', { name })}>
            <bdi>{name} ↗</bdi>
          </a>
        ) : (
          <bdi>{name}</bdi>
        )}
        {name === of.assetId ? null : <span class="id">{of.assetId}</span>}
        <span class="muted">
          <bdi>{[of.accountName || of.account, of.region, of.team].filter(Boolean).join(' · ')}</bdi>
        </span>
      </Cell>
      <Cell word="against" kind={of.value === undefined ? 'none' : ''}>
        <Measured of={of} />
      </Cell>
      <td class="short" data-label={t('sinceWhen')}>
        <When ms={of.since} />
      </td>
      <Cell word="takenBy" kind="takes">
        <Taken of={of.taken} />
        <May route="POST /events/{id}/assign">
          <button type="button" aria-label={t('takeOf', { name: title })} onClick={take}>
            {t('take')}
          </button>
        </May>
      </Cell>
    </tr>
  );
}

/** Nothing is in the list: whether that is good news depends on what was read. */
function Nothing({ health, filtered }: { health: HealthView; filtered: boolean }) {
  if (filtered) return <p class="notice">{t('nothingFits')}</p>;
  const { state, inspectedAt } = health;
  if (state === 'never') return <p class="notice warning">{t('nothingYet')}</p>;
  if (state === 'unread' || inspectedAt === undefined) return <p class="notice error">{t('nothingRead')}</p>;
  return (
    <p class={`notice ${state === 'whole' ? 'good' : 'warning'}`}>
      {t(state === 'whole' ? 'nothingWrong' : 'nothingWrongRead')} {t('inspectedAt')} <When ms={inspectedAt} />.
      {state === 'whole' ? null : ` ${t('notAllKnown')}`}
    </p>
  );
}

function Faults({
  view,
  offset,
  query,
  reload,
}: {
  view: StartView;
  offset: number;
  query: URLSearchParams;
  reload: () => Promise<void>;
}) {
  const [taking, setTaking] = useState('');
  const filtered = [...query.keys()].some((key) => key.startsWith('is.'));
  const { faults, total } = view;
  // An update of the fault has another id.
  const same = (one: FaultRow) => `${one.account} ${one.checker} ${one.assetId} ${one.checkerId}`;
  const taken = faults.find((one) => same(one) === taking);
  if (total === 0) return <Nothing health={view.health} filtered={filtered} />;
  return (
    <div class="panel">
      {view.health.state === 'unread' ? <p class="notice error">{t('nothingRead')}</p> : null}
      <div class="scroll" tabIndex={0}>
        <table class="cards">
          <caption class="hidden">{t('wrongNow')}</caption>
          <Head words={['severity', 'title', 'asset', 'against', 'sinceWhen', 'takenBy']} />
          <tbody>
            {faults.map((one) => (
              <Row key={same(one)} of={one} take={() => setTaking(same(one))} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager
        offset={offset}
        shown={faults.length}
        total={total}
        size={SIZE}
        go={(to) => {
          change(query, (next) => {
            if (to > 0) next.set('offset', String(to));
          });
          scrollTo(0, 0);
        }}
      />
      {taken ? (
        <Take id={taken.id} title={titleOf(taken)} taken={taken.taken} reload={reload} onClose={() => setTaking('')} />
      ) : null}
    </div>
  );
}

/** All of its state is in the address. */
export function Start({ query }: { query: URLSearchParams }) {
  const text = query.toString();
  const loaded = useData<StartView>(`/start${text ? `?${text}` : ''}`, 15_000);
  const offset = Number(query.get('offset') ?? 0) || 0;
  const total = loaded.data;
  return (
    <>
      <div class="top">
        <h1>{t('wrongNow')}</h1>
        <p class="muted" role="status">
          {total ? t('faultCount', { n: total.total }) : ''}
          {total && total.folded > 0 ? ` · ${t('foldedCount', { n: total.folded })}` : ''}
        </p>
        {total && total.total > 0 ? <Exports path="/start" query={query} /> : null}
      </div>
      <div class="explorer start">
        <FilterPane>
          <Load of={loaded} keep>
            {({ facets }) => <Facets facets={facets} query={query} fields={FIELDS} inverse={false} />}
          </Load>
        </FilterPane>
        <div class="found">
          <NoKeys />
          <ActiveFilters query={query} inverse={false} />
          <Load of={loaded}>
            {(view) => <Faults view={view} offset={offset} query={query} reload={loaded.reload} />}
          </Load>
        </div>
        {loaded.data ? <Health of={loaded.data.health} /> : null}
      </div>
    </>
  );
}
