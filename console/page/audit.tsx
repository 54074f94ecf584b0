import { useState } from 'preact/hooks';
import type { AuditView } from '../api/api';
import { call, useData } from './client';
import { Cell, Head } from './table';
import { Act, Load } from './ui';
import { clock, t, textOf } from './words';

/** What was sent, as a person reads it; a long one was cut and is no JSON any more. */
function sentOf(detail: string): string {
  try {
    return toldOf(JSON.parse(detail)).join(' · ');
  } catch {
    return detail;
  }
}

/** Each value with its names: `accounts.regions: cn-hangzhou, cn-beijing`. */
function toldOf(value: unknown, name = ''): string[] {
  const isGroup = (one: unknown): one is object => typeof one === 'object' && one !== null;
  if (Array.isArray(value) && !value.some(isGroup)) return [`${name}: ${value.map(String).join(', ')}`];
  if (!isGroup(value)) return [name === '' ? String(value) : `${name}: ${String(value)}`];
  return Object.entries(value).flatMap(([key, one]) => toldOf(one, name === '' ? key : `${name}.${key}`));
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
