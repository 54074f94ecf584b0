/** Who sees to a fault, and what was done about it. */
import { useState } from 'preact/hooks';
import type { Deed, TakenView } from '../api/faults';
import { call, encode } from './client';
import { Field, Form } from './forms';
import { usePrefs } from './prefs';
import { Act, Dialog, When } from './ui';
import { t } from './words';

const NAME = 'console:name';

/** The name that was last given on this browser: one user may be several people. */
function rememberedName(): string {
  try {
    return localStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

function rememberName(name: string): void {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/** Acknowledges, assigns and comments on a fault. */
export function Take({
  id,
  title,
  taken,
  reload,
  onClose,
}: {
  /** Of any event of the fault. */
  id: string;
  title: string;
  taken: TakenView;
  reload: () => Promise<void>;
  onClose: () => void;
}) {
  const { user } = usePrefs();
  const holder = taken.assigned?.to ?? '';
  const [to, setTo] = useState(holder || rememberedName() || user);
  const [text, setText] = useState('');
  const path = `/events/${encode(id)}`;
  const send = async (what: () => Promise<unknown>) => {
    try {
      await what();
      if (text.trim()) await call('POST', `${path}/comment`, { text });
    } finally {
      // Somebody else may have been faster: what is shown then is how it stands now.
      await reload();
    }
  };
  const act = async (what: () => Promise<unknown>) => {
    await send(what);
    onClose();
  };
  return (
    <Dialog title={t('takeOf', { name: title })} onClose={onClose}>
      <p class="muted">{t('takeHelp')}</p>
      <Taken of={taken} />
      <Form
        label={t('assign')}
        submit={() =>
          send(async () => {
            await call('POST', `${path}/assign`, { to, from: holder });
            rememberName(to);
          })
        }
        onDone={onClose}
        onCancel={onClose}
        extra={
          <>
            {taken.acknowledged ? null : (
              <Act label={t('acknowledge')} act={() => act(() => call('POST', `${path}/acknowledge`))} />
            )}
            <Act label={t('comment')} disabled={!text.trim()} act={() => act(() => Promise.resolve())} />
            {holder ? (
              <Act
                label={t('release')}
                act={() => act(() => call('POST', `${path}/assign`, { to: '', from: holder }))}
              />
            ) : null}
          </>
        }
      >
        <Field label={t('assignTo')}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={60}
              autocomplete="off"
              value={to}
              onInput={(event) => setTo(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('comment')}>
          {(ids) => (
            <textarea
              {...ids}
              rows={3}
              maxLength={2000}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
      </Form>
    </Dialog>
  );
}

/** How it stands, in a line or two. */
export function Taken({ of }: { of: TakenView }) {
  const { acknowledged, assigned, comments } = of;
  return (
    <div class="taken">
      {assigned ? (
        <span>
          <bdi>
            <b>{assigned.to}</b>
          </bdi>{' '}
          <When ms={assigned.at} />
        </span>
      ) : null}
      {acknowledged ? (
        <span class={assigned ? 'muted' : ''}>
          <bdi>{t('acknowledgedBy', { who: acknowledged.who })}</bdi> <When ms={acknowledged.at} />
        </span>
      ) : null}
      {comments > 0 ? <span class="muted">{t('commentCount', { n: comments })}</span> : null}
    </div>
  );
}

function said({ kind, who, text }: Deed): string {
  if (kind === 'assign') return text ? t('deed_assign', { who, to: text }) : t('deed_release', { who });
  return t(kind === 'comment' ? 'deed_comment' : 'deed_acknowledge', { who });
}

/** What was done about a round, oldest first. */
export function Deeds({ deeds }: { deeds: readonly Deed[] }) {
  return (
    <section class="panel" aria-labelledby="handling">
      <h2 id="handling">{t('handling')}</h2>
      {deeds.length === 0 ? <p class="muted">{t('noDeeds')}</p> : null}
      <ol class="deeds">
        {deeds.map((deed, i) => (
          <li key={i}>
            <When ms={deed.at} exact /> <bdi>{said(deed)}</bdi>
            {deed.kind === 'comment' ? (
              <p class="said">
                <bdi>{deed.text}</bdi>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
