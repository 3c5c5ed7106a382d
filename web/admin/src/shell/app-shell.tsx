import { KeyboardSheet, Toaster, useHotkeys, useIsPhone } from '@perennial/ui';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './app-shell.module.css';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';
import { useGoToKeys } from './use-go-to-keys';
import { usePageArrival } from './use-page-arrival';

const CommandPalette = lazy(() => import('./palette/command-palette'));
const OperationTray = lazy(() => import('../shared/operations/operation-tray'));

/** The frame around every screen behind sign-in. */
export function AppShell() {
  const { t } = useTranslation('shell');
  const isPhone = useIsPhone();
  const [palette, setPalette] = useState<'never' | 'open' | 'closed'>('never');
  const [sheetOpen, setSheetOpen] = useState(false);
  const [navOpen, setNavOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const announcement = usePageArrival();
  useGoToKeys();
  useHotkeys([
    { keys: 'mod+k', whileTyping: true, label: t('palette.title'), run: () => setPalette('open') },
    { keys: '/', run: () => setPalette('open') },
    { keys: '?', label: t('account.keyboard'), run: () => setSheetOpen(true) },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the phone's navigation
  useEffect(() => setNavOpen(false), [path]);

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      {isPhone ? (
        <Drawer
          open={navOpen}
          onClose={() => setNavOpen(false)}
          placement="left"
          size={272}
          closable={false}
          aria-label={t('nav.title')}
          styles={{ body: { padding: 0, background: 'var(--bg)' } }}
        >
          <SideNav onShowKeys={() => setSheetOpen(true)} />
        </Drawer>
      ) : (
        <SideNav onShowKeys={() => setSheetOpen(true)} />
      )}
      <div className={styles.column}>
        <TopBar
          onOpenNav={isPhone ? () => setNavOpen(true) : undefined}
          onOpenPalette={() => setPalette('open')}
        />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <div className="visually-hidden" aria-live="polite">
        {announcement}
      </div>
      {palette === 'never' ? null : (
        <Suspense fallback={null}>
          <CommandPalette open={palette === 'open'} onClose={() => setPalette('closed')} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <OperationTray />
      </Suspense>
      <KeyboardSheet open={sheetOpen} onClose={() => setSheetOpen(false)} />
      <Toaster />
    </div>
  );
}
