import { getAuthOptionsOptions } from '@perennial/api-client/queries';
import { PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { namespaces } from '../../i18n/i18n';
import { type Namespace, textOf } from '../../i18n/text-key';
import { settingsPages } from '../../manifest/manifests';
import { useSession } from '../../session/session-store';
import { useCurrentInView } from '../../shared/navigation/use-current-in-view';
import styles from './settings-layout.module.css';

/** The settings area: its pages come from the features' manifests. */
export function SettingsLayout() {
  const { t } = useTranslation(['settings', 'shell', ...(namespaces as Namespace[])]);
  const { grants } = useSession().member;
  const options = useQuery({ ...getAuthOptionsOptions(), staleTime: Number.POSITIVE_INFINITY });
  return (
    <>
      <PageHeader title={t('shell:nav.settings')} />
      <div className={styles.columns}>
        <nav ref={useCurrentInView()} className={styles.pages} aria-label={t('shell:nav.settings')}>
          {settingsPages
            .filter(({ grant }) => !grant || grants.includes(grant))
            .map(({ to, label, icon: Icon }) => (
              <Link key={to} to={to} className={styles.page ?? ''} activeProps={{ 'aria-current': 'page' }}>
                <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
                {textOf(t, label)}
              </Link>
            ))}
          {options.data?.dev_mailbox ? (
            <Link to="/mailbox" className={styles.page ?? ''}>
              <Mail size={15} strokeWidth={1.75} aria-hidden="true" />
              {t('settings:mailbox')}
            </Link>
          ) : null}
        </nav>
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
    </>
  );
}
