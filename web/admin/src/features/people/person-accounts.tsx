import type { Person } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from '../../shared/records/record-detail.module.css';

/** The accounts that a person belongs to, with the part in each. */
export function PersonAccounts({ person }: { person: Person }) {
  const { t } = useTranslation(['people', 'accounts']);
  if (person.accounts.length === 0) return <p className={styles.nothing}>{t('people:accounts.nothing')}</p>;
  return (
    <ul className={styles.items}>
      {person.accounts.map(
        ({ account_id: accountId, name, role, title, concern, say, is_primary: isPrimary }) => (
          <li key={accountId} className={styles.item}>
            <div className={styles.itemHead}>
              <Link to="/accounts/$accountId" params={{ accountId }}>
                {name ?? t('accounts:title_one')}
              </Link>
              <StatusTag tone={role === 'decider' ? 'info' : 'neutral'}>
                {t(`accounts:people.role.${role}`)}
              </StatusTag>
              {isPrimary ? <StatusTag tone="success">{t('accounts:people.primary')}</StatusTag> : null}
            </div>
            <span className={styles.meta}>
              {title ? `${title} · ` : null}
              {t(`accounts:people.say.${String(say) as '0' | '1' | '2' | '3'}`)}
            </span>
            {concern ? <span>{t('accounts:people.cares', { concern })}</span> : null}
          </li>
        ),
      )}
    </ul>
  );
}
