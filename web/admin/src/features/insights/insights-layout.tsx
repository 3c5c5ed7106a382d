import { PageHeader } from '@perennial/ui';
import { Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GrantGate } from '../../shared/grants/grant-gate';
import { useCurrentInView } from '../../shared/navigation/use-current-in-view';
import styles from './insights-layout.module.css';
import { SaveSlot } from './saved/save-slot';

const pages = [
  ['trends', '/insights/trends'],
  ['funnel', '/insights/funnel'],
  ['paths', '/insights/paths'],
  ['retention', '/insights/retention'],
  ['stickiness', '/insights/stickiness'],
  ['lifecycle', '/insights/lifecycle'],
  ['adoption', '/insights/adoption'],
  ['activity', '/insights/activity'],
  ['events', '/insights/events'],
] as const;

/** The questions of product analytics: one page, a tab for each kind. */
export function InsightsLayout() {
  const { t } = useTranslation(['insights', 'shell']);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return (
    <>
      <PageHeader
        title={t('shell:nav.insights')}
        summary={t('summary')}
        actions={<div ref={setSlot} className={styles.actions} />}
      />
      <GrantGate grant="events:read">
        <nav ref={useCurrentInView()} className={styles.kinds} aria-label={t('kinds')}>
          {pages.map(([kind, to]) => (
            <Link
              key={kind}
              to={to}
              className={styles.kind ?? ''}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false }}
            >
              {t(`kind.${kind}`)}
            </Link>
          ))}
        </nav>
        <SaveSlot value={slot}>
          <Outlet />
        </SaveSlot>
      </GrantGate>
    </>
  );
}
