/** The attributes of an event, each with what can be done with it. */
import { eventsHref } from './filters';
import { Copy } from './ui';
import { t } from './words';

const DAY_MS = 86_400_000;
/** Whose values are those of one event. */
const NO_FILTER = new Set(['date', 'timestamp']);

/** The events with this value, this one among them: of the last 30 days, or of those around it. */
function filterHref(time: number, name: string, value: string, how: 'is' | 'not'): string {
  if (Date.now() - time < 29 * DAY_MS) return eventsHref(name, value, how);
  const around = { from: String(time - 15 * DAY_MS), to: String(time + 15 * DAY_MS) };
  return `/events?${new URLSearchParams({ ...around, [`${how}.${name}`]: value }).toString()}`;
}

/** One attribute of an event of that time, and what can be done with it. */
function Attribute({ name, value, time }: { name: string; value: string; time: number }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="value">
        <bdi {...(value.length > 200 ? { tabIndex: 0 } : {})}>
          {value.length > 4000 ? `${value.slice(0, 4000)}…` : value}
        </bdi>
      </td>
      <td class="actions">
        <Copy text={value} name={name} />
        {value.length <= 500 && !NO_FILTER.has(name) ? (
          <>
            <a
              class="icon"
              href={filterHref(time, name, value, 'is')}
              aria-label={t('filterIs', { name, value })}
              title={t('filterIs', { name, value })}
            >
              =
            </a>
            <a
              class="icon"
              href={filterHref(time, name, value, 'not')}
              aria-label={t('filterNot', { name, value })}
              title={t('filterNot', { name, value })}
            >
              ≠
            </a>
            <a
              class="icon"
              href={`?${new URLSearchParams({ by: name }).toString()}#related`}
              aria-label={t('relatedTo', { name, value })}
              title={t('relatedTo', { name, value })}
            >
              ⋯
            </a>
          </>
        ) : null}
      </td>
    </tr>
  );
}

/** A table of attributes; nothing when there are none. */
export function Attributes({
  values,
  caption,
  time,
}: {
  values: Readonly<Record<string, string>>;
  caption: string;
  time: number;
}) {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return null;
  return (
    <table class="attributes">
      <caption>{caption}</caption>
      <tbody>
        {entries.map(([name, value]) => (
          <Attribute key={name} name={name} value={value} time={time} />
        ))}
      </tbody>
    </table>
  );
}
