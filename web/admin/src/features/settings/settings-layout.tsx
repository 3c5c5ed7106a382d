import { PageHeader } from '@perennial/ui';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../i18n/text-key';
import { settingsPages } from '../../manifest/manifests';
import { useSession } from '../../session/session-store';
import styles from './settings-layout.module.css';

/** The settings area: its pages come from the features' manifests. */
export function SettingsLayout() {
  const { t } = useTranslation(['settings', 'shell']);
  const { grants } = useSession().member;
  return (
    <>
      <PageHeader title={t('shell:nav.settings')} />
      <div className={styles.columns}>
        <nav className={styles.pages} aria-label={t('shell:nav.settings')}>
          {settingsPages
            .filter(({ grant }) => !grant || grants.includes(grant))
            .map(({ to, label, icon: Icon }) => (
              <Link key={to} to={to} className={styles.page ?? ''} activeProps={{ 'aria-current': 'page' }}>
                <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
                {textOf(t, label)}
              </Link>
            ))}
        </nav>
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
    </>
  );
}
