import { useState } from 'preact/hooks';
import type { AuditView } from '../api/api';
import { call, useData } from './client';
import { Act, Load } from './ui';
import { clock, t, textOf } from './words';

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
            <table class="wide">
              <thead>
                <tr>
                  <th>{t('time')}</th>
                  <th>{t('user')}</th>
                  <th>{t('fromWhere')}</th>
                  <th>{t('deed')}</th>
                  <th>{t('outcome')}</th>
                </tr>
              </thead>
              <tbody>
                {records.map(({ id, at, who, address, title, target, status, detail }) => (
                  <tr key={id}>
                    <td class="nowrap">{clock(at)}</td>
                    <td>{who}</td>
                    <td>{address}</td>
                    <td>
                      {textOf(title)} <bdi>{target}</bdi>
                      {detail ? (
                        <div class="muted">
                          <bdi>{detail}</bdi>
                        </div>
                      ) : null}
                    </td>
                    <td>{status < 400 ? t('done') : `${t('refused')} (${status})`}</td>
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
