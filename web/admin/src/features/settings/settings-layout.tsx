import { getAuthOptionsOptions } from '@perennial/api-client/queries';
import { PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Mail } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { namespaces } from '../../i18n/i18n';
import { type Namespace, textOf } from '../../i18n/text-key';
import { settingsPages } from '../../manifest/manifests';
import { useSession } from '../../session/session-store';
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

/** On a phone the pages stand in one row that scrolls: the current one is brought into sight. */
function useCurrentInView() {
  const ref = useRef<HTMLElement>(null);
  const path = useLocation().pathname;
  useEffect(() => {
    const current = path && ref.current?.querySelector('[aria-current]');
    if (current) current.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  return ref;
}
