import { useState } from 'preact/hooks';
import type { EventDetailView, EventPage } from '../api/api';
import { useData } from './client';
import { EventTable } from './events';
import { fieldName } from './filters';
import { Load, useLabel } from './ui';
import { span, t } from './words';

const HOUR = 3600;
const WINDOWS = [HOUR, 6 * HOUR, 24 * HOUR, 7 * 24 * HOUR];

/** The events that share values with one, around its time. */
export function Related({ of, first }: { of: EventDetailView; first: string | null }) {
  const known: Readonly<Record<string, string>> = {
    ...of.fields,
    ...of.attributes,
    ...of.dimensions,
    ...(of.event.checkerId ? { inspection: of.event.checkerId } : {}),
  };
  const usual = ['asset_id', 'checker', 'region', 'account_id', 'product', 'inspection'];
  const fields = [...new Set([...usual, ...(first ? [first] : []), ...Object.keys(of.dimensions)])].filter(
    (name) => known[name] !== undefined && (known[name]?.length ?? 0) <= 500,
  );
  const [chosen, setChosen] = useState<readonly string[]>(
    first && fields.includes(first) ? [first] : fields.includes('asset_id') ? ['asset_id'] : fields.slice(0, 1),
  );
  const [seconds, setSeconds] = useState(24 * HOUR);
  const label = useLabel();
  const filter = new URLSearchParams({
    from: String(Math.max(0, of.event.time - seconds * 1000)),
    to: String(of.event.time + seconds * 1000),
  });
  for (const name of chosen) filter.append(`is.${name}`, known[name] ?? '');
  const loaded = useData<EventPage>(chosen.length > 0 ? `/events?${filter.toString()}&limit=20` : undefined);
  return (
    <section class="panel" aria-labelledby="related">
      <h2 id="related">{t('related')}</h2>
      <div class="row">
        <fieldset class="ticks">
          <legend>{t('relatedBy')}</legend>
          {fields.map((name) => (
            <label key={name} title={known[name]}>
              <input
                type="checkbox"
                checked={chosen.includes(name)}
                onChange={(event) =>
                  setChosen(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
                }
              />{' '}
              {fieldName(name)}: <bdi>{label(name, known[name] ?? '').slice(0, 60)}</bdi>
            </label>
          ))}
        </fieldset>
        <label class="compact">
          <span>{t('window')}</span>
          <select value={seconds} onChange={(event) => setSeconds(Number(event.currentTarget.value))}>
            {WINDOWS.map((one) => (
              <option key={one} value={one}>
                {t('around', { span: span(one) })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {chosen.length === 0 ? (
        <p class="muted">{t('chooseField')}</p>
      ) : (
        <Load of={loaded}>
          {({ events, total, totalExact }) => (
            <>
              <EventTable events={events} current={of.event.id} />
              <p class="buttons">
                <a class="button" href={`/events?${filter.toString()}`}>
                  {t('showAllRelated')} ({t(totalExact ? 'eventCount' : 'eventCountMore', { n: total })})
                </a>
              </p>
            </>
          )}
        </Load>
      )}
    </section>
  );
}
