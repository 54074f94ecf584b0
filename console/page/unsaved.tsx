import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { guardLeaving } from './router';
import { Dialog } from './ui';
import { t } from './words';

/**
 * Asks whoever leaves the page while something on it is not saved.
 *
 * @returns the question, while it is asked
 */
export function useUnsaved(dirty: boolean): ComponentChildren {
  const [answer, setAnswer] = useState<(yes: boolean) => void>();
  // At once: a link may be followed before the page has been painted.
  useLayoutEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (dirty) event.preventDefault();
    };
    addEventListener('beforeunload', ask);
    guardLeaving(dirty ? () => new Promise((resolve) => setAnswer(() => resolve)) : undefined);
    return () => {
      removeEventListener('beforeunload', ask);
      guardLeaving(undefined);
    };
  }, [dirty]);
  const leave = (yes: boolean) => {
    answer?.(yes);
    setAnswer(undefined);
  };
  if (!answer) return null;
  return (
    <Dialog title={t('unsaved')} onClose={() => leave(false)}>
      <p class="buttons">
        <button type="button" class="danger" onClick={() => leave(true)}>
          {t('discard')}
        </button>
        <button type="button" onClick={() => leave(false)}>
          {t('cancel')}
        </button>
      </p>
    </Dialog>
  );
}
