import { useState } from 'preact/hooks';
import type { AuditView } from '../api/api';
import { call, useData } from './client';
import { Cell, Head } from './table';
import { Act, Load } from './ui';
import { clock, t, textOf } from './words';

/** What was sent, as a person reads it; a long one was cut and is no JSON any more. */
function sentOf(detail: string): string {
  try {
    const sent = JSON.parse(detail) as unknown;
    if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return detail;
    const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
    return Object.entries(sent)
      .map(([name, value]) => `${name}: ${shown(value)}`)
      .join(' · ');
  } catch {
    return detail;
  }
}

/** Who did what, newest first. */
export function Audit() {
  const first = useData<AuditView>('/audit');
  const [older, setOlder] = useState<AuditView>();
  const records = [...(first.data?.records ?? []), ...(older?.records ?? [])];
  const last = records.at(-1);
  const more = (older ?? first.data)?.more === true && last !== undefined;
  return (
    <>
      <h1>{t('audit')}</h1>
      <Load of={first}>
        {() => (
          <div class="scroll" tabIndex={0}>
            <table class="wide cards">
              <Head words={['time', 'user', 'fromWhere', 'deed', 'outcome']} />
              <tbody>
                {records.map(({ id, at, who, address, title, target, status, detail }) => (
                  <tr key={id}>
                    <td class="short whole">{clock(at)}</td>
                    <Cell word="user">{who}</Cell>
                    <Cell word="fromWhere">{address}</Cell>
                    <Cell word="deed" kind="text">
                      {textOf(title)} <bdi>{target}</bdi>
                      {detail ? (
                        <div class="muted">
                          <bdi>{sentOf(detail)}</bdi>
                        </div>
                      ) : null}
                    </Cell>
                    <Cell word="outcome">{status < 400 ? t('done') : `${t('refused')} (${status})`}</Cell>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Load>
      {more ? (
        <Act
          label={t('older')}
          act={async () => {
            const next = await call<AuditView>('GET', `/audit?before=${last.id}`);
            setOlder({ records: [...(older?.records ?? []), ...next.records], more: next.more });
          }}
        />
      ) : null}
    </>
  );
}
