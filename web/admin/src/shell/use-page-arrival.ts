import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCrumbs } from './use-crumbs';

/** On arrival at another page: names the window, moves the focus to the page's heading, returns what to announce. */
export function usePageArrival(): string {
  const { t } = useTranslation('shell');
  const crumbs = useCrumbs();
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  const title = crumbs.at(-1)?.label ?? '';

  useEffect(() => {
    document.title = [title, t('product')].filter(Boolean).join(' · ');
  }, [title, t]);

  useEffect(() => {
    if (before.current === path) return;
    const isFirst = before.current === undefined;
    before.current = path;
    if (isFirst) return;
    const heading = document.querySelector<HTMLElement>('main [data-page-title]');
    (heading ?? document.getElementById('main'))?.focus({ preventScroll: true });
  }, [path]);

  return title;
}
