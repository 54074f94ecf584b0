/** That something unusual is normal: said of an event, and taken back. */
import { useState } from 'preact/hooks';
import type { AcceptedView } from '../api/api';
import { call, encode } from './client';
import { Field, Form } from './forms';
import { May } from './may';
import { usePrefs } from './prefs';
import { Act, Dialog } from './ui';
import { clock, count, t } from './words';

/** The question why, before it is said. */
export function SayNormal({ id, onDone, onClose }: { id: string; onDone: () => Promise<void>; onClose: () => void }) {
  const { toast } = usePrefs();
  const [note, setNote] = useState('');
  return (
    <Dialog title={t('normal')} onClose={onClose}>
      <Form
        label={t('normal')}
        submit={async () => {
          await call('POST', `/events/${encode(id)}/normal`, note.trim() ? { note } : {});
          await onDone();
          toast(t('normalNow'));
        }}
        onDone={onClose}
        onCancel={onClose}
      >
        <p class="muted">{t('normalHelp')}</p>
        <Field label={t('note')}>
          {(ids) => (
            <input {...ids} maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

/** What was said of the asset of an event. */
export function Said({ said, onUndone }: { said: readonly AcceptedView[]; onUndone: () => Promise<void> }) {
  return (
    <>
      {said.map((one) => (
        <p key={`${one.faultId} ${one.metric} ${one.part ?? ''}`} class="notice info row">
          <bdi class="grow">
            {t(one.ofThis ? 'normalThis' : 'normalOther', {
              metric: one.part === undefined ? one.metric : `${one.metric} (${one.part})`,
              range: `${count(one.low)}–${count(one.high)} ${one.unit}`,
              who: one.by,
              time: clock(one.at),
            })}
            {one.note ? ` ${one.note}` : ''}
          </bdi>
          <May route="DELETE /feedback/{fault}">
            <Act
              label={t('undo')}
              done={t('undone')}
              act={async () => {
                await call('DELETE', `/feedback/${encode(one.faultId)}`);
                await onUndone();
              }}
            />
          </May>
        </p>
      ))}
    </>
  );
}
