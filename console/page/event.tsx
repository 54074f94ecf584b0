import { useState } from 'preact/hooks';
import type { EventDetailView, FeedbackView } from '../api/api';
import { Attributes } from './attributes';
import { MetricChart } from './chart';
import { call, encode, useData } from './client';
import { Said, SayNormal } from './feedback';
import { Field, Form } from './forms';
import { Deeds, Take } from './handling';
import { inspectionHref } from './inspections';
import { Markdown } from './markdown';
import { May, useRefusal } from './may';
import { Term } from './mutes';
import { usePrefs } from './prefs';
import { Related } from './related';
import { Cell, Head } from './table';
import { Act, Dialog, Load, Status, When, useLabel } from './ui';
import { clock, count, reasonText, span, t, textOf, titleOf, tOf } from './words';
import type { Word } from './words';

const SCOPES: readonly (readonly [string, Word])[] = [
  ['finding', 'muteFinding'],
  ['asset', 'muteAsset'],
  ['checker', 'muteChecker'],
  ['inspection', 'muteInspection'],
];

function Mute({ of, onDone, onClose }: { of: EventDetailView; onDone: () => Promise<void>; onClose: () => void }) {
  const [scope, setScope] = useState('finding');
  const [seconds, setSeconds] = useState(86_400);
  const [reason, setReason] = useState('');
  const possible = SCOPES.filter(
    ([id]) =>
      (id !== 'asset' || of.dimensions.asset_id !== undefined) &&
      (id !== 'checker' || of.dimensions.checker !== undefined) &&
      (id !== 'inspection' || of.inspection !== undefined),
  );
  return (
    <Dialog title={t('mute')} onClose={onClose}>
      <Form
        label={t('mute')}
        submit={async () => {
          await call('POST', `/events/${of.event.id}/mute`, { scope, seconds, ...(reason ? { reason } : {}) });
          await onDone();
        }}
        onDone={onClose}
        onCancel={onClose}
      >
        <p class="muted">{t('muteHelp')}</p>
        <Field label={t('muteScope')}>
          {(ids) => (
            <select {...ids} value={scope} onChange={(event) => setScope(event.currentTarget.value)}>
              {possible.map(([id, word]) => (
                <option key={id} value={id}>
                  {t(word)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Term seconds={seconds} setSeconds={setSeconds} reason={reason} setReason={setReason} />
      </Form>
    </Dialog>
  );
}

function History({ of }: { of: EventDetailView }) {
  const label = useLabel();
  const last = of.history[of.history.length - 1];
  const over = last?.status.endsWith('ok') ? last : undefined;
  const start = of.faultStart ?? of.history[0]?.time ?? of.event.time;
  const end = over?.time ?? (of.open ? Date.now() : (last?.time ?? of.event.time));
  return (
    <section class="panel" aria-labelledby="history">
      <h2 id="history">{t('history')}</h2>
      <dl class="summary">
        <dt>{t('asset')}</dt>
        <dd>
          <bdi>{of.event.assetName || of.event.assetId || '–'}</bdi>
        </dd>
        <dt>{t('checker')}</dt>
        <dd>{of.event.checker ? label('checker', of.event.checker) : '–'}</dd>
        {of.event.seenBy.length > 0 ? (
          <>
            <dt>{t('seenBy')}</dt>
            <dd>{of.event.seenBy.join(', ')}</dd>
          </>
        ) : null}
        <dt>{t('anomalyTime')}</dt>
        <dd>
          <When ms={start} exact />
        </dd>
        <dt>{t('recoveryTime')}</dt>
        <dd>{over ? <When ms={over.time} exact /> : t('notYet')}</dd>
        <dt>{t('duration')}</dt>
        <dd>{span((end - start) / 1000)}</dd>
      </dl>
      <ol class="timeline">
        {of.history.map((event, i) => (
          <li key={event.id} {...(event.id === of.event.id ? { 'aria-current': 'true' as const } : {})}>
            {i === 1 && of.historyLeftOut > 0 ? (
              <span class="muted">{t('historyLeftOut', { n: of.historyLeftOut })} · </span>
            ) : null}
            <When ms={event.time} exact /> <Status status={event.status} />{' '}
            {event.id === of.event.id ? (
              <b>{t('thisEvent')}</b>
            ) : (
              <a href={`/events/${event.id}`}>
                <bdi>{titleOf(event)}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Notifications({ of }: { of: EventDetailView }) {
  return (
    <section class="panel" aria-labelledby="notifications">
      <h2 id="notifications">{t('notifications')}</h2>
      {of.notifications.length === 0 ? <p>{reasonText(of.notificationNote)}</p> : null}
      {of.notifications.length > 0 ? (
        <div class="scroll" tabIndex={0}>
          <table class="cards">
            <Head words={['state', 'kind', 'target', 'policy', 'time', 'reason']} />
            <tbody>
              {of.notifications.map((one, i) => (
                <tr key={i}>
                  <td class="whole">
                    <span class={`chip note-${one.state}`}>{tOf('n_', one.state)}</span>
                  </td>
                  <Cell word="kind">{tOf('n_', one.kind)}</Cell>
                  <Cell word="target">{one.target || '–'}</Cell>
                  <Cell word="policy">{one.policyName || '–'}</Cell>
                  <Cell word="time" kind="short">
                    <When ms={one.time} exact />
                  </Cell>
                  <Cell word="reason" kind="text">
                    {reasonText(one.reason)}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}

function Judged({ of }: { of: EventDetailView }) {
  const { value, threshold, unit, band, charts } = of;
  if (value === undefined && charts.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="judged">
      <h2 id="judged">{t('judged')}</h2>
      <p class="numbers">
        {value === undefined ? null : (
          <span>
            {t('value')} <b>{count(value)}</b> {unit}
          </span>
        )}
        {threshold === undefined ? null : (
          <span>
            {t('threshold')} <b>{count(threshold)}</b> {unit}
          </span>
        )}
        {band === undefined ? null : (
          <span>
            {t('expected')} <b>{count(band.expected)}</b> {unit} ({count(band.low)}–{count(band.high)})
          </span>
        )}
      </p>
      {charts.map((chart, i) => (
        // The threshold is that of the value, which is of the first metric's unit.
        <MetricChart
          key={i}
          chart={chart}
          threshold={i === 0 && (unit === '' || unit === chart.unit) ? threshold : undefined}
          band={band?.metric === chart.metric ? band : undefined}
          at={of.event.time}
        />
      ))}
      {charts.length === 0 ? <p class="muted">{t('noPoints')}</p> : null}
    </section>
  );
}

/** Everything about one event. */
export function Event({ id, query }: { id: string; query: URLSearchParams }) {
  const { toast } = usePrefs();
  const loaded = useData<EventDetailView>(`/events/${encode(id)}`, 30_000);
  const feedback = useData<FeedbackView>(`/events/${encode(id)}/feedback`, 30_000);
  const [asked, setAsked] = useState<'mute' | 'recover' | 'normal' | 'take'>();
  const close = () => setAsked(undefined);
  const refusal = useRefusal();
  const by = query.get('by');
  return (
    <Load of={loaded}>
      {(of) => (
        <>
          <p class="crumbs">
            <a href="/events">{t('events')}</a>
          </p>
          <div class="top">
            <h1>
              <Status status={of.event.status} /> <bdi>{titleOf(of.event)}</bdi>
            </h1>
            <div class="buttons">
              {feedback.data?.possible && !refusal('POST /events/{id}/normal') ? (
                <button type="button" onClick={() => setAsked('normal')}>
                  {t('normal')}
                </button>
              ) : null}
              {of.open && !refusal('POST /events/{id}/assign') ? (
                <button type="button" onClick={() => setAsked('take')}>
                  {t('take')}
                </button>
              ) : null}
              {of.open && !refusal('POST /events/{id}/recover') ? (
                <button type="button" onClick={() => setAsked('recover')}>
                  {t('recover')}
                </button>
              ) : null}
              <May route="POST /events/{id}/mute">
                <button type="button" onClick={() => setAsked('mute')}>
                  {t('mute')}
                </button>
              </May>
              <a class="button" href={`/console/api/events/${encode(of.event.id)}/export`} download>
                {t('exportJson')}
              </a>
              {of.inspection ? (
                <a class="button" href={inspectionHref(of.inspection.id, 'parameters')}>
                  {t('inspectionConfig')}
                </a>
              ) : null}
            </div>
          </div>
          <p class="facts-line">
            <When ms={of.event.time} exact />
            {of.ref ? (
              <span class={`chip ${of.open ? 'warning' : 'ok'}`}>{t(of.open ? 'open' : 'recovered')}</span>
            ) : null}
            {of.open && of.taken.assigned ? (
              <bdi>
                {t('takenBy')}: <b>{of.taken.assigned.to}</b>
              </bdi>
            ) : null}
            {of.inspection ? <a href={inspectionHref(of.inspection.id)}>{textOf(of.inspection.title)}</a> : null}
          </p>
          {of.mutes.map((mute) => (
            <p key={mute.uuid} class="notice info row">
              <bdi class="grow">
                {mute.end === undefined
                  ? t('mutedForever', { name: mute.name })
                  : t('mutedUntil', { time: clock(mute.end), name: mute.name })}
              </bdi>
              <May route="DELETE /mutes/{id}">
                <Act
                  label={t('unmute')}
                  act={async () => {
                    await call('DELETE', `/mutes/${encode(mute.uuid)}`);
                    await loaded.reload();
                  }}
                />
              </May>
            </p>
          ))}
          <Said said={feedback.data?.said ?? []} onUndone={feedback.reload} />
          <div class="two">
            <div>
              <section class="panel" aria-labelledby="overview">
                <h2 id="overview">{t('overview')}</h2>
                {of.message ? (
                  <Markdown text={of.messages ? textOf(of.messages) : of.message} />
                ) : (
                  <p class="muted">{t('noMessage')}</p>
                )}
              </section>
              <Judged of={of} />
              <History of={of} />
              {of.open || of.deeds.length > 0 ? <Deeds deeds={of.deeds} /> : null}
              <Notifications of={of} />
            </div>
            <section class="panel" aria-labelledby="attributes">
              <h2 id="attributes">{t('attributes')}</h2>
              <Attributes caption={t('dimensions')} values={of.dimensions} time={of.event.time} />
              <Attributes caption={t('extended')} values={of.attributes} time={of.event.time} />
              <details>
                <summary>
                  {t('allFields')} ({count(Object.keys(of.fields).length)})
                </summary>
                <Attributes caption={t('allFields')} values={of.fields} time={of.event.time} />
              </details>
            </section>
          </div>
          <Related key={by ?? ''} of={of} first={by} />
          {asked === 'normal' ? <SayNormal id={id} onClose={close} onDone={feedback.reload} /> : null}
          {asked === 'mute' ? (
            <Mute
              of={of}
              onClose={close}
              onDone={async () => {
                await loaded.reload();
                toast(t('muted'));
              }}
            />
          ) : null}
          {asked === 'take' ? (
            <Take id={of.event.id} title={titleOf(of.event)} taken={of.taken} reload={loaded.reload} onClose={close} />
          ) : null}
          {asked === 'recover' ? (
            <Dialog title={t('recover')} onClose={close}>
              <p>{t('recoverHelp')}</p>
              <p class="buttons">
                <Act
                  kind="primary"
                  label={t('recover')}
                  act={async () => {
                    await call('POST', `/events/${encode(of.event.id)}/recover`);
                    close();
                    await loaded.reload();
                    toast(t('recoveredNow'));
                  }}
                />
                <button type="button" onClick={close}>
                  {t('cancel')}
                </button>
              </p>
            </Dialog>
          ) : null}
        </>
      )}
    </Load>
  );
}
