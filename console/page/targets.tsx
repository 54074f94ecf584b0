/** Whom alerts reach: what a target is made of, and whether it takes a message. */
import { useState } from 'preact/hooks';
import type { TargetTest, TargetView } from '../api/api';
import { call } from './client';
import { Field, Form, Secret } from './forms';
import { Act, Dialog } from './ui';
import { t, tOf } from './words';

const TYPES = ['HTTPRequest', 'dingTalkRobot', 'wechatRobot', 'feishuRobot', 'slackRobot', 'mailGroup'] as const;

/** A target as it is typed. Where it leads is a secret: it goes in and does not come back. Of mail it is addresses, with commas. */
export interface TargetDraft {
  readonly type: (typeof TYPES)[number];
  readonly name: string;
  readonly address: string;
  readonly secret: string;
}

export const NO_TARGET: TargetDraft = { type: 'HTTPRequest', name: '', address: '', secret: '' };

function bodyOf({ type, name, address, secret }: TargetDraft) {
  const optSet = () => {
    if (type === 'HTTPRequest') return { url: address };
    if (type === 'mailGroup')
      return {
        to: address
          .split(/[,;，；\n]/)
          .map((one) => one.trim())
          .filter(Boolean),
      };
    return { webhook: address, ...(secret ? { secret } : {}) };
  };
  return { type, name: name || tOf('', type), optSet: optSet() };
}

export const addTarget = (draft: TargetDraft): Promise<TargetView> =>
  call<TargetView>('POST', '/targets', bodyOf(draft));

/** Sends a test, and says what came back. */
export function SendTest({ path, draft, name }: { path: string; draft?: TargetDraft; name: string }) {
  const [outcome, setOutcome] = useState<TargetTest>();
  return (
    <>
      <Act
        label={t('sendTest')}
        name={t('sendTestTo', { name })}
        disabled={draft?.address === ''}
        act={async () => {
          setOutcome(undefined);
          setOutcome(await call<TargetTest>('POST', path, draft ? bodyOf(draft) : {}));
        }}
      />
      <span role="status" class={outcome?.taken === false ? 'bad answer' : 'good answer'}>
        {outcome ? t(outcome.taken ? 'testTaken' : 'testRefused', { answer: outcome.answer }) : ''}
      </span>
    </>
  );
}

export function TargetFields({
  draft,
  set,
  required,
}: {
  draft: TargetDraft;
  set: (draft: TargetDraft) => void;
  required: boolean;
}) {
  const isMail = draft.type === 'mailGroup';
  return (
    <>
      <Field label={t('type')}>
        {(ids) => (
          <select
            {...ids}
            value={draft.type}
            onChange={({ currentTarget: { value } }) =>
              set({ ...draft, type: TYPES.find((one) => one === value) ?? 'HTTPRequest' })
            }
          >
            {TYPES.map((one) => (
              <option key={one} value={one}>
                {tOf('', one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('targetName')}>
        {(ids) => (
          <input
            {...ids}
            required={required}
            value={draft.name}
            onInput={(event) => set({ ...draft, name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t(isMail ? 'mailAddresses' : 'address')} help={t(isMail ? 'mailHelp' : 'addressHelp')}>
        {(ids) => {
          const input = {
            ...{ ...ids, required, autocomplete: 'off', value: draft.address },
            onInput: ({ currentTarget: { value } }: { readonly currentTarget: HTMLInputElement }) =>
              set({ ...draft, address: value }),
          };
          return isMail ? (
            <input {...input} type="text" placeholder="team@example.com" />
          ) : (
            <input {...input} type="url" placeholder="https://" />
          );
        }}
      </Field>
      {draft.type === 'dingTalkRobot' || draft.type === 'feishuRobot' ? (
        <Secret
          label={t('secret')}
          required={false}
          value={draft.secret}
          onInput={(secret) => set({ ...draft, secret })}
        />
      ) : null}
    </>
  );
}

/** A target by itself, outside of a policy. */
export function NewTarget({ onDone, onClose }: { onDone: () => Promise<void>; onClose: () => void }) {
  const [draft, setDraft] = useState(NO_TARGET);
  return (
    <Dialog title={t('newTarget')} onClose={onClose}>
      <Form
        label={t('save')}
        submit={async () => {
          await addTarget(draft);
          await onDone();
        }}
        onDone={onClose}
        onCancel={onClose}
        extra={<SendTest path="/targets/test" draft={draft} name={draft.name} />}
      >
        <TargetFields draft={draft} set={setDraft} required />
      </Form>
    </Dialog>
  );
}
