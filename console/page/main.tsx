import { render } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import 'uplot/dist/uPlot.min.css';
import type { Names, SessionView } from '../api/api';
import type { KeysView } from '../api/faults';
import { Accounts } from './accounts';
import { Assets } from './assets';
import { Audit } from './audit';
import { call, keepSession, onRefused, onSignedOut, useData } from './client';
import { Event } from './event';
import { Events } from './events';
import { Field, Form, Secret } from './forms';
import { Inspection } from './inspection';
import { Inspections } from './inspections';
import { Mutes } from './mutes';
import { NO_NAMES, PrefsContext, remember, setTheme, themeNow, usePrefs } from './prefs';
import type { Theme } from './prefs';
import { mayLeave, navigate, usePlace } from './router';
import { Scripts } from './scripts';
import { Start } from './start';
import './style.css';
import { Act, Dialog } from './ui';
import { Users } from './users';
import { languageNow, setLanguage, t } from './words';
import type { Language, Word } from './words';

const SECTIONS: readonly Word[] = [
  'wrongNow',
  'inspections',
  'events',
  'mutes',
  'assets',
  'scripts',
  'accounts',
  'users',
  'audit',
];
/** As the first administrator is called. */
const FIRST_USER = 'admin';
/** Pages that not every host has, or not everybody sees. */
const isOptional = (word: Word): word is 'accounts' | 'audit' | 'users' =>
  ['accounts', 'audit', 'users'].includes(word);
/** Names are not read again sooner. */
const LEARN_MS = 5000;
const NOTHING = {};
const THEMES: Readonly<Record<Theme, readonly [Theme, Word]>> = {
  auto: ['light', 'themeAuto'],
  light: ['dark', 'themeLight'],
  dark: ['auto', 'themeDark'],
};

function SignIn({
  user,
  elsewhere,
  onIn,
}: {
  user: string;
  /** Where to go for another way in. */
  elsewhere?: string | undefined;
  onIn: (session: SessionView) => void;
}) {
  const [name, setName] = useState(user);
  const [password, setPassword] = useState('');
  return (
    <Form
      label={t('signIn')}
      extra={elsewhere ? <a href={elsewhere}>{t('signInElsewhere')}</a> : null}
      submit={async () => onIn(await call<SessionView>('POST', '/session', { user: name, password }))}
    >
      <Field label={t('user')}>
        {(of) => (
          <input
            {...of}
            required
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={name}
            onInput={(event) => setName(event.currentTarget.value.trim())}
          />
        )}
      </Field>
      <Secret
        label={t('password')}
        help={t('signInHelp')}
        autocomplete="current-password"
        value={password}
        onInput={setPassword}
      />
    </Form>
  );
}

function Password({ onDone, onClose }: { onDone: (session: SessionView) => void; onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { toast } = usePrefs();
  return (
    <Dialog title={t('changePassword')} onClose={onClose}>
      <Form
        label={t('save')}
        onCancel={onClose}
        onDone={onClose}
        submit={async () => {
          onDone(await call<SessionView>('POST', '/session/password', { current, next }));
          toast(t('saved'));
        }}
      >
        <Secret label={t('currentPassword')} autocomplete="current-password" value={current} onInput={setCurrent} />
        <Secret
          label={t('nextPassword')}
          help={t('passwordHelp')}
          autocomplete="new-password"
          value={next}
          onInput={setNext}
        />
      </Form>
    </Dialog>
  );
}

function Page({ parts, query, session }: { parts: readonly string[]; query: URLSearchParams; session: SessionView }) {
  const [section, id] = parts;
  if (section === undefined || section === 'sign-in') return <Start query={query} />;
  if (section === 'inspections') {
    return id === undefined ? <Inspections /> : <Inspection key={id} id={id} query={query} />;
  }
  if (section === 'events')
    return id === undefined ? <Events query={query} /> : <Event key={id} id={id} query={query} />;
  if (section === 'mutes') return <Mutes />;
  if (section === 'assets') return <Assets query={query} />;
  if (section === 'scripts') return <Scripts id={id} />;
  if (section === 'accounts' && session.accounts) return <Accounts />;
  if (section === 'audit' && session.audit) return <Audit />;
  if (section === 'users' && session.users) return <Users />;
  return (
    <div class="notice">
      <h1>{t('notFound')}</h1>
      <a href="/">{t('home')}</a>
    </div>
  );
}

function App() {
  const [session, setSession] = useState<SessionView>();
  const [language, chooseLanguage] = useState<Language>(languageNow());
  const [theme, chooseTheme] = useState<Theme>(themeNow());
  const [toast, setToast] = useState<{ readonly text: string; readonly bad: boolean }>();
  /** The session is over, the page stays: what is typed in it is not lost. */
  const [lapsed, setLapsed] = useState(false);
  const [changing, setChanging] = useState(false);
  /** On a narrow screen. */
  const [menu, setMenu] = useState(false);
  const timer = useRef(0);
  const place = usePlace();
  const enter = useCallback((next: SessionView) => {
    keepSession(next);
    setSession(next);
    setLapsed(false);
  }, []);
  const say = useCallback((text: string, bad = false) => {
    window.clearTimeout(timer.current);
    setToast({ text, bad });
    timer.current = window.setTimeout(() => setToast(undefined), bad ? 10_000 : 4000);
  }, []);
  useEffect(() => {
    onSignedOut(() => setLapsed(true));
    onRefused(() => {
      const again = call<SessionView>('GET', '/session');
      void again.then((next) => next.user && enter(next)).catch(() => undefined);
    });
    const start = () =>
      call<SessionView>('GET', '/session')
        .then(enter)
        .catch(() => setTimeout(() => void start(), 2000));
    void start();
  }, [enter]);
  const named = useData<Names>(session?.user ? '/names' : undefined, 300_000);
  const names = named.data ?? NO_NAMES;
  const known = named.data !== undefined;
  const keys = useData<KeysView>(session?.user ? '/keys' : undefined, 60_000);
  const keysNeeded = keys.data?.needed ?? [];
  const asked = useRef(0);
  const learn = useCallback(() => {
    // Before there are any names, everything is unknown: they are on their way.
    if (!known || Date.now() - asked.current < LEARN_MS) return;
    asked.current = Date.now();
    void named.reload();
  }, [named.reload, known]);
  const path = place.parts.join('/');
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    setMenu(false);
    // Somebody may have entered an account on the page before.
    void keys.reload();
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
  const section = place.parts[0] ?? 'wrongNow';
  useEffect(() => {
    // On a narrow screen the menu scrolls sideways.
    document.querySelector('.bar [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [section, language, session]);
  useEffect(() => {
    const word = SECTIONS.find((one) => one === section) ?? 'wrongNow';
    document.title = `${t(session?.user ? word : 'signIn')} · ${t('productName')}`;
  }, [section, language, session]);

  const [nextTheme, themeWord] = THEMES[theme];
  const preferences = (
    <>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          setTheme(nextTheme);
          remember('console_theme', nextTheme);
          chooseTheme(nextTheme);
        }}
      >
        {t(themeWord)}
      </button>
      <button
        type="button"
        class="quiet"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => {
          const next = language === 'zh' ? 'en' : 'zh';
          setLanguage(next);
          remember('console_language', next);
          chooseLanguage(next);
        }}
      >
        {t('otherLanguage')}
      </button>
    </>
  );
  if (session === undefined) return <p class="muted loading">{t('loading')}</p>;
  const message = (
    <div class="toasts" role="status" aria-live="polite">
      {toast ? <p class={toast.bad ? 'toast bad' : 'toast'}>{toast.text}</p> : null}
    </div>
  );
  return (
    <PrefsContext.Provider
      value={{
        language,
        theme,
        names,
        learn,
        keysNeeded,
        editable: session.editable,
        refused: session.refused ?? NOTHING,
        user: session.user ?? '',
        toast: say,
      }}
    >
      <a class="skip" href="#main">
        {t('skipToContent')}
      </a>
      <header class="bar">
        <a class="brand" href="/">
          {t('productName')}
        </a>
        {session.user ? (
          <nav aria-label={t('mainMenu')}>
            {SECTIONS.filter((word) => !isOptional(word) || session[word]).map((word) => (
              <a
                key={word}
                href={word === 'wrongNow' ? '/' : `/${word}`}
                {...(section === word ? { 'aria-current': 'page' as const } : {})}
              >
                {t(
                  word === 'wrongNow'
                    ? 'wrongShort'
                    : word === 'users' && session.refused?.['GET /users']
                      ? 'yourAccess'
                      : word,
                )}
              </a>
            ))}
          </nav>
        ) : (
          <span class="grow" />
        )}
        <button type="button" class="menu" aria-expanded={menu} aria-controls="who" onClick={() => setMenu(!menu)}>
          {t('menu')}
        </button>
        <div id="who" class={menu ? 'who shown' : 'who'}>
          {preferences}
          {session.changeable ? (
            <button type="button" class="quiet" onClick={() => setChanging(true)}>
              {t('changePassword')}
            </button>
          ) : null}
          {session.user ? (
            <Act
              label={`${t('signOut')} (${session.user})`}
              act={async () => {
                if (!(await mayLeave())) return;
                enter(await call<SessionView>('DELETE', '/session'));
                navigate('/sign-in');
              }}
            />
          ) : null}
        </div>
      </header>
      {session.user ? (
        <main id="main" tabIndex={-1}>
          {session.firstPassword ? (
            <p class="notice warning" role="status">
              {t('firstPassword')}{' '}
              <button type="button" onClick={() => setChanging(true)}>
                {t('changePassword')}
              </button>
            </p>
          ) : null}
          <Page {...place} session={session} />
        </main>
      ) : (
        <main id="main" class="sign-in">
          <h1>{t('productName')}</h1>
          <SignIn
            user={FIRST_USER}
            elsewhere={session.elsewhere}
            onIn={(next) => {
              enter(next);
              if (section === 'sign-in') navigate('/', { replace: true });
            }}
          />
        </main>
      )}
      {session.user && lapsed ? (
        <Dialog title={t('signIn')} onClose={() => setLapsed(false)}>
          <SignIn user={session.user} onIn={enter} />
        </Dialog>
      ) : null}
      {changing ? <Password onDone={enter} onClose={() => setChanging(false)} /> : null}
      {message}
    </PrefsContext.Provider>
  );
}

const root = document.getElementById('app');
if (root) render(<App />, root);
