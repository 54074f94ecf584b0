import { useState } from 'preact/hooks';
import type { AssetRow, AssetsView, CoverageCell, CoverageView } from '../api/api';
import { useData } from './client';
import { Exports } from './exports';
import { SearchBox } from './forms';
import { NoKeys } from './keys';
import { inspectionHref } from './inspections';
import { usePrefs } from './prefs';
import { navigate } from './router';
import { Cell, Head } from './table';
import { Dialog, Load, OpenCounts, Pager, Tabs, When, useLabel, Said } from './ui';
import { clock, count, t, textOf, tOf } from './words';

const SIZE = 50;

function go(query: URLSearchParams, edit: (next: URLSearchParams) => void, replace = false): void {
  const next = new URLSearchParams(query);
  next.delete('offset');
  edit(next);
  navigate(`/assets?${next.toString()}`, { replace });
}

function Facts({ of, onClose }: { of: AssetRow; onClose: () => void }) {
  return (
    <Dialog title={t('facts', { name: of.name || of.id })} onClose={onClose}>
      <div class="scroll" tabIndex={0}>
        <table class="attributes">
          <tbody>
            {Object.entries(of.facts).map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="value">
                  <bdi>{value}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="buttons">
        <button type="button" onClick={onClose}>
          {t('close')}
        </button>
      </p>
    </Dialog>
  );
}

function Kinds({ view, wanted, href }: { view: AssetsView; wanted: string | null; href: (kind?: string) => string }) {
  const label = useLabel();
  const products = [...new Set(view.classes.map(({ product }) => product))].sort();
  return (
    <>
      <a href={href()} {...(wanted ? {} : { 'aria-current': 'page' as const })}>
        {t('all')}
        <span class="facet-count">{count(view.classes.reduce((sum, one) => sum + one.count, 0))}</span>
      </a>
      {products.map((product) => (
        <section key={product}>
          <h2>
            {product ? label('product', product) : '–'}
            {view.open[product] ? (
              <a class="chip warning" href={`/events?range=365d&open=1&is.product=${encodeURIComponent(product)}`}>
                {count(view.open[product] ?? 0)} {t('open')}
              </a>
            ) : null}
          </h2>
          {view.classes
            .filter((one) => one.product === product)
            .map((one) => (
              <a
                key={one.class}
                href={href(one.class)}
                {...(one.class === wanted ? { 'aria-current': 'page' as const } : {})}
              >
                {textOf(one.title)}
                <span class="facet-count">{count(one.count)}</span>
              </a>
            ))}
        </section>
      ))}
    </>
  );
}

function Collected({ query }: { query: URLSearchParams }) {
  const wanted = query.get('class');
  const q = query.get('q') ?? '';
  const offset = Number(query.get('offset') ?? 0) || 0;
  const filter = new URLSearchParams({
    offset: String(offset),
    ...(wanted ? { class: wanted } : {}),
    ...(q ? { q } : {}),
  });
  const loaded = useData<AssetsView>(`/assets?${filter.toString()}`, 60_000);
  const [shown, setShown] = useState<AssetRow>();
  const href = (kind?: string) => {
    const next = new URLSearchParams({ ...(kind ? { class: kind } : {}), ...(q ? { q } : {}) }).toString();
    return next ? `/assets?${next}` : '/assets';
  };
  const kinds = loaded.data ?? loaded.former;
  return (
    <div class="explorer">
      <nav class="kinds" aria-label={t('kinds')}>
        {kinds ? <Kinds view={kinds} wanted={wanted} href={href} /> : null}
      </nav>
      <div class="found">
        <div class="row" role="search">
          <SearchBox
            placeholder={t('searchAssets')}
            query={query}
            change={(edit) => go(new URLSearchParams(location.search), edit, true)}
          />
          <Exports path="/assets" query={filter} />
        </div>
        <div class="panel">
          <Load of={loaded}>
            {(view) => (
              <>
                {view.total === 0 ? (
                  <>
                    <p>{t('noAssets')}</p>
                    {view.classes.length === 0 ? <p class="muted">{t('noAssetsHelp')}</p> : null}
                    <NoKeys />
                  </>
                ) : (
                  <div class="scroll" tabIndex={0}>
                    <table class="wide cards">
                      <Head words={['asset', 'account', 'region', 'openFindings', 'state', 'seen']} />
                      <tbody>
                        {view.assets.map((asset) => (
                          <tr key={`${asset.class} ${asset.id}`}>
                            <th scope="row" class="asset whole">
                              <button type="button" class="link" onClick={() => setShown(asset)}>
                                <bdi>{asset.name || asset.id}</bdi>
                              </button>
                              <span class="id">{asset.id}</span>
                            </th>
                            <Cell word="account" kind="short">
                              {asset.accountName || asset.account}
                              {asset.accountName ? <span class="id">{asset.account}</span> : null}
                            </Cell>
                            <Cell word="region" kind="short">
                              {asset.region || t('global')}
                            </Cell>
                            <Cell word="openFindings">
                              <OpenCounts open={asset.open} query={`&is.asset_id=${encodeURIComponent(asset.id)}`} />
                            </Cell>
                            <Cell word="state" kind="text">
                              {asset.missed ? (
                                <span class="bad">
                                  {tOf('missed_', asset.missed.kind)}
                                  {asset.missed.reason ? (
                                    <>
                                      : <Said text={asset.missed.reason} />
                                    </>
                                  ) : null}
                                </span>
                              ) : (
                                <span class="good">{t('inspected')}</span>
                              )}
                            </Cell>
                            <Cell word="seen" kind="short">
                              <When ms={asset.time} />
                            </Cell>
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </div>
                )}
                <Pager
                  offset={offset}
                  shown={view.assets.length}
                  total={view.total}
                  size={SIZE}
                  go={(to) => go(query, (next) => to > 0 && next.set('offset', String(to)))}
                />
              </>
            )}
          </Load>
        </div>
      </div>
      {shown ? <Facts of={shown} onClose={() => setShown(undefined)} /> : null}
    </div>
  );
}

const key = (...parts: readonly string[]) => JSON.stringify(parts);

function Table({ view }: { view: CoverageView }) {
  const label = useLabel();
  const regions = [...new Set(view.cells.map(({ region }) => region))].sort();
  const rows = new Map<string, CoverageCell>();
  const cells = new Map<string, CoverageCell>();
  for (const cell of view.cells) {
    rows.set(key(cell.account, cell.product), cell);
    cells.set(key(cell.account, cell.product, cell.region), cell);
  }
  const sorted = [...rows.values()].sort((a, b) => (key(a.account, a.product) < key(b.account, b.product) ? -1 : 1));
  return (
    <div class="panel scroll" tabIndex={0}>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{t('account')}</th>
            <th scope="col">{t('product')}</th>
            {regions.map((region) => (
              <th key={region} scope="col">
                {region || t('global')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={key(row.account, row.product)}>
              <td>{row.accountName || row.account}</td>
              <th scope="row">{label('product', row.product)}</th>
              {regions.map((region) => {
                const cell = cells.get(key(row.account, row.product, region));
                return cell ? (
                  <td key={region} class={`cell ${cell.status}`}>
                    {cell.status === 'unsupported' || cell.status === 'not-opened' ? '' : <b>{count(cell.assets)} </b>}
                    <span>{tOf('c_', cell.status)}</span>
                  </td>
                ) : (
                  <td key={region} class="cell muted">
                    –
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Problems({ view }: { view: CoverageView }) {
  const { names } = usePrefs();
  const problems = view.cells.flatMap((cell) =>
    cell.collections
      .filter(({ status }) => status !== 'complete' && status !== 'unsupported')
      .map((one) => ({ cell, ...one })),
  );
  if (problems.length === 0) return <p class="notice good">{t('allComplete')}</p>;
  return (
    <div class="panel scroll" tabIndex={0}>
      <table class="wide cards">
        <Head words={['state', 'collector', 'account', 'region', 'reason']} />
        <tbody>
          {problems.map(({ cell, collector, status, reason }, i) => {
            const title = names.collectors[collector];
            return (
              <tr key={i}>
                <td class="whole">
                  <span class={`chip ${status === 'failed' ? 'error' : 'warning'}`}>{tOf('c_', status)}</span>
                </td>
                <Cell word="collector">
                  {title ? textOf(title) : collector}
                  {title ? <span class="id">{collector}</span> : null}
                </Cell>
                <Cell word="account">{cell.accountName || cell.account}</Cell>
                <Cell word="region">{cell.region || t('global')}</Cell>
                <Cell word="reason" kind="text">
                  <Said text={reason ?? ''} />
                </Cell>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Coverage() {
  const loaded = useData<CoverageView>('/coverage', 30_000);
  return (
    <Load of={loaded}>
      {(view) =>
        view.runs.length === 0 ? (
          <p class="notice">{t('noCoverage')}</p>
        ) : (
          <>
            <p class="muted">{t('coverageIntro')}</p>
            <Table view={view} />
            <h2>{t('problems')}</h2>
            <Problems view={view} />
            <h2>{t('runs')}</h2>
            <p class="chips">
              {view.runs.map((run) => (
                <a key={run.id} class={`chip ${run.complete ? 'ok' : 'warning'}`} href={inspectionHref(run.id)}>
                  {t('runAt', { name: textOf(run.title), time: clock(Date.parse(run.finishedAt)) })}
                </a>
              ))}
            </p>
          </>
        )
      }
    </Load>
  );
}

/** What was collected, and what could not be. */
export function Assets({ query }: { query: URLSearchParams }) {
  const current = query.get('tab') === 'coverage' ? 'coverage' : 'collected';
  return (
    <>
      <h1>{t('assets')}</h1>
      <Tabs
        current={current}
        tabs={[
          ['collected', t('collected'), '/assets'],
          ['coverage', t('lastCoverage'), '/assets?tab=coverage'],
        ]}
      />
      {current === 'coverage' ? <Coverage /> : <Collected query={query} />}
    </>
  );
}
