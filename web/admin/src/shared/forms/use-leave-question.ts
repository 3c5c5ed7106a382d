import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../confirm/use-confirm';

/** Asks before a draft is left behind. Render `holder` once; `leaveFreely` is for what has just been saved. */
export function useLeaveQuestion(isChanged: boolean, forget: () => void) {
  const { t } = useTranslation();
  const { ask, holder } = useConfirm();
  const isFree = useRef(false);
  const question = () =>
    new Promise<boolean>((resolve) => {
      ask({
        title: t('form.leave_title'),
        text: t('form.leave_text'),
        confirm: t('form.leave'),
        cancel: t('form.stay'),
        run: () => {
          forget();
          resolve(false);
        },
        onCancel: () => resolve(true),
      });
    });
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isFree.current || !isChanged || current.pathname === next.pathname ? false : question(),
    // The tab keeps the draft when it is reloaded.
    enableBeforeUnload: false,
  });
  const leaveFreely = () => {
    isFree.current = true;
  };
  return { holder, leaveFreely };
}
