/** All mutes: who, why, until when, and what they cover now. */
import { useState } from 'preact/hooks';
import type { MutePreview, MuteRow, MutesView, StartView } from '../api/faults';
import { call, encode, useData } from './client';
import { fieldName } from './filters';
import { Field, Form } from './forms';
import { May, useRefusal } from './may';
import { usePrefs } from './prefs';
import { Cell, Head } from './table';
import { Act, Dialog, Load, Status, When, useLabel } from './ui';
import { span, t, titleOf, tOf } from './words';
import type { Word } from './words';

const COLUMNS: readonly Word[] = ['state', 'reason', 'mutedWhat', 'user', 'until', 'covers'];
const SPANS = [3600, 4 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 0];
/** What a mute may name, and what the start page calls it. */
const MATCHERS = [
  ['account_id', 'account_id'],
  ['region', 'region'],
  ['product', 'product'],
  ['checker', 'checker'],
  ['asset_tag', 'tag'],
] as const;

/** For how long, and why. */
export function Term({
  seconds,
  setSeconds,
  reason,
  setReason,
}: {
  seconds: number;
  setSeconds: (seconds: number) => void;
  reason: string;
  setReason: (reason: string) => void;
}) {
  return (
    <>
      <Field label={t('muteFor')} help={seconds === 0 ? t('foreverHelp') : undefined}>
        {(ids) => (
          <select {...ids} value={seconds} onChange={(event) => setSeconds(Number(event.currentTarget.value))}>
            {SPANS.map((one) => (
              <option key={one} value={one}>
                {one === 0 ? t('forever') : span(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('reason')}>
        {(ids) => (
          <input
            {...ids}
            required={seconds === 0}
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </>
  );
}

function Preview({ query }: { query: string }) {
  const loaded = useData<MutePreview>(query ? `/mutes/preview?${query}` : undefined);
  if (!query) return <p class="muted">{t('matchSomething')}</p>;
  return (
    <Load of={loaded} keep>
      {({ covered, sample }) => (
        <section aria-live="polite" class="notice">
          <p>{t('coversNow', { n: covered })}</p>
          <ul class="plain">
            {sample.map((one) => (
              <li key={one.id}>
                <Status status={one.status} /> <bdi>{titleOf(one)}</bdi>
              </li>
            ))}
            {covered > sample.length ? <li class="muted">{t('andMore', { n: covered - sample.length })}</li> : null}
          </ul>
        </section>
      )}
    </Load>
  );
}

function NewMute({ onDone, onClose }: { onDone: () => Promise<void>; onClose: () => void }) {
  const [wanted, setWanted] = useState<Readonly<Record<string, string>>>({});
  const [seconds, setSeconds] = useState(86_400);
  const [reason, setReason] = useState('');
  const choices = useData<StartView>('/start?limit=1');
  const label = useLabel();
  const set = Object.entries(wanted).filter(([, value]) => value !== '');
  const query = new URLSearchParams(set.map(([key, value]) => [`is.${key}`, value])).toString();
  return (
    <Dialog title={t('newMute')} onClose={onClose}>
      <Form
        label={t('mute')}
        submit={async () => {
          const matcher = Object.fromEntries(set.map(([key, value]) => [key, [value]]));
          await call('POST', '/mutes', { matcher, seconds, ...(reason ? { reason } : {}) });
          await onDone();
        }}
        onDone={onClose}
        onCancel={onClose}
      >
        <p class="muted">{t('muteHelp')}</p>
        <div class="fields">
          {MATCHERS.map(([key, facet]) => {
            const values = choices.data?.facets[facet] ?? [];
            return (
              <Field key={key} label={fieldName(key)}>
                {(ids) => (
                  <>
                    <input
                      {...ids}
                      list={`${ids.id}-list`}
                      maxLength={200}
                      value={wanted[key] ?? ''}
                      onInput={(event) => setWanted({ ...wanted, [key]: event.currentTarget.value.trim() })}
                    />
                    <datalist id={`${ids.id}-list`}>
                      {values.slice(0, 200).map(({ value }) => (
                        <option key={value} value={value}>
                          {label(facet, value)}
                        </option>
                      ))}
                    </datalist>
                  </>
                )}
              </Field>
            );
          })}
        </div>
        <Term seconds={seconds} setSeconds={setSeconds} reason={reason} setReason={setReason} />
        <Preview query={query} />
      </Form>
    </Dialog>
  );
}

const LOOKS: Readonly<Record<string, string>> = { soon: 'warning', active: 'info' };

function Matches({ of }: { of: MuteRow }) {
  const label = useLabel();
  const parts = [
    ...Object.entries(of.matches).map(([key, values]) => {
      const name = key.replace(/^-/, '');
      return `${fieldName(name)} ${key === name ? '=' : '≠'} ${values.map((one) => label(name, one)).join(', ')}`;
    }),
    ...of.inspections.map((uuid) => `${t('inspection')} = ${label('inspection', uuid)}`),
    ...of.policies.map((name) => `${t('policy')} = ${name}`),
  ];
  return (
    <>
      {parts.length === 0 ? <b>{t('everything')}</b> : null}
      {parts.map((part) => (
        <bdi key={part} class="part">
          {part}
        </bdi>
      ))}
    </>
  );
}

function Row({ of, reload, ends }: { of: MuteRow; reload: () => Promise<void>; ends: boolean }) {
  const over = of.state === 'expired';
  return (
    <tr>
      <td class="short whole">
        <span class={`chip ${LOOKS[of.state] ?? ''}`}>{tOf('mute_', of.state)}</span>
        {of.review ? <span class="chip error">{t('review')}</span> : null}
      </td>
      <th scope="row" class="title whole">
        <bdi>{of.reason || '–'}</bdi>
      </th>
      <Cell word="mutedWhat" kind="text">
        <Matches of={of} />
      </Cell>
      <Cell word="user">
        <bdi>{of.who || 'Open API'}</bdi>
        <span class="muted part">
          <When ms={of.made} />
        </span>
      </Cell>
      <Cell word="until" kind="short">
        {of.end === undefined ? t('forever') : <When ms={of.end} />}
        {of.repeats ? <span class="id">{t('repeats')}</span> : null}
      </Cell>
      <Cell word="covers" kind={over ? 'none' : ''}>
        {over ? '–' : t('faultCount', { n: of.covered })}
      </Cell>
      {ends ? (
        <td class="actions" data-label={t('actions')}>
          <Act
            label={t(over ? 'remove' : 'unmute')}
            name={`${t(over ? 'remove' : 'unmute')}: ${of.reason}`}
            act={async () => {
              await call('DELETE', `/mutes/${encode(of.uuid)}`);
              await reload();
            }}
          />
        </td>
      ) : null}
    </tr>
  );
}

export function Mutes() {
  const { toast } = usePrefs();
  const loaded = useData<MutesView>('/mutes', 30_000);
  const [making, setMaking] = useState(false);
  const ends = useRefusal()('DELETE /mutes/{id}') === undefined;
  return (
    <>
      <div class="top">
        <h1>{t('mutes')}</h1>
        <div class="buttons">
          <May route="POST /mutes">
            <button type="button" class="primary" onClick={() => setMaking(true)}>
              {t('newMute')}
            </button>
          </May>
        </div>
      </div>
      <Load of={loaded}>
        {({ mutes }) =>
          mutes.length === 0 ? (
            <p class="notice">{t('noMutes')}</p>
          ) : (
            <div class="panel scroll" tabIndex={0}>
              <table class="cards">
                <Head words={ends ? [...COLUMNS, 'actions'] : COLUMNS} />
                <tbody>
                  {mutes.map((one) => (
                    <Row key={one.uuid} of={one} reload={loaded.reload} ends={ends} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Load>
      {making ? (
        <NewMute
          onClose={() => setMaking(false)}
          onDone={async () => {
            await loaded.reload();
            toast(t('muted'));
          }}
        />
      ) : null}
    </>
  );
}
