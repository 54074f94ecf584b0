/** One script of one's own: its draft, what it changes, and what it was before. */
import { useState } from 'preact/hooks';
import type { ScriptDetail, ScriptVersion, ScriptVersionView, TaskView } from '../api/api';
import { call, encode } from './client';
import { CodeEditor, Difference } from './code';
import { usePrefs } from './prefs';
import { RunPanel } from './run';
import { Head } from './table';
import { Act, When } from './ui';
import { useUnsaved } from './unsaved';
import { t } from './words';

const VIEWS = ['codeView', 'differenceView', 'versionsView'] as const;
type View = (typeof VIEWS)[number];

const versionName = ({ number }: ScriptVersion): string => t('versionNumber', { number });

function Versions({
  versions,
  compare,
  take,
}: {
  versions: readonly ScriptVersion[];
  compare: (version: ScriptVersion) => Promise<void>;
  take: (version: ScriptVersion) => Promise<void>;
}) {
  if (versions.length === 0) return <p class="notice">{t('noVersions')}</p>;
  return (
    <div class="scroll" tabIndex={0}>
      <table class="cards">
        <Head words={['version', 'time', 'user', 'actions']} />
        <tbody>
          {versions.map((one, i) => (
            <tr key={one.number}>
              <th scope="row" class="whole">
                {versionName(one)} {i === 0 ? <span class="chip ok">{t('publishedVersion')}</span> : null}
              </th>
              <td data-label={t('time')}>
                <When ms={Date.parse(one.at)} exact />
              </td>
              <td data-label={t('user')}>
                <bdi>{one.who || t('byFile')}</bdi>
              </td>
              <td class="actions whole">
                <Act
                  label={t('differenceView')}
                  name={`${t('differenceView')}: ${versionName(one)}`}
                  act={() => compare(one)}
                />
                <Act label={t('takeVersion')} name={`${t('takeVersion')}: ${versionName(one)}`} act={() => take(one)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The draft of a script, and what can be done with it. */
export function ScriptEditor({ of, reload }: { of: ScriptDetail; reload: () => Promise<void> }) {
  const { script } = of;
  const { toast } = usePrefs();
  const kept = of.draft ?? of.published;
  const [text, setText] = useState(kept);
  const [task, setTask] = useState<string>();
  const [view, setView] = useState<View>('codeView');
  /** What the text is compared with; the published one when absent. */
  const [former, setFormer] = useState<ScriptVersionView>();
  const dirty = text !== kept;
  const question = useUnsaved(dirty);
  const path = `/scripts/${encode(script.id)}`;
  const save = async () => {
    await call('PUT', `${path}/draft`, { text });
    await reload();
  };
  const saveFirst = async () => {
    if (dirty || of.draft === undefined) await save();
  };
  const read = ({ number }: ScriptVersion) => call<ScriptVersionView>('GET', `${path}/versions/${number}`);
  return (
    <>
      <div class="views" role="group" aria-label={t('sections')}>
        {VIEWS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === view}
            onClick={() => {
              setFormer(undefined);
              setView(one);
            }}
          >
            {t(one)}
          </button>
        ))}
      </div>
      {view === 'codeView' ? <CodeEditor name={script.id} path={path} text={text} set={setText} /> : null}
      {view === 'differenceView' ? (
        <Difference
          before={
            former
              ? { label: versionName(former), text: former.text }
              : { label: t('publishedVersion'), text: of.published }
          }
          after={{ label: t('draft'), text }}
        />
      ) : null}
      {view === 'versionsView' ? (
        <Versions
          versions={of.versions}
          compare={async (version) => {
            setFormer(await read(version));
            setView('differenceView');
          }}
          take={async (version) => {
            setText((await read(version)).text);
            setView('codeView');
            toast(t('versionTaken'));
          }}
        />
      ) : null}
      <p class="buttons">
        <Act label={t('saveDraft')} act={save} done={t('saved')} disabled={!dirty} />
        <Act
          label={t('runDraft')}
          title={t('dryNote')}
          act={async () => {
            await saveFirst();
            setTask((await call<TaskView>('POST', `${path}/run`)).id);
          }}
        />
        <Act
          kind="primary"
          label={t('publish')}
          done={t('publishedNow')}
          disabled={!dirty && !script.hasDraft}
          act={async () => {
            await saveFirst();
            await call('POST', `${path}/publish`);
            await reload();
          }}
        />
        <span class="muted" role="status">
          {dirty ? t('unsaved') : ''}
        </span>
      </p>
      {task ? <RunPanel key={task} id={task} /> : null}
      {question}
    </>
  );
}
