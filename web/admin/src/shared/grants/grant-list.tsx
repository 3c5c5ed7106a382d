import type { Grant } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { allGrants, grantText } from './grants';
import styles from './grants.module.css';

/** What somebody or something may do, in sentences. */
export function GrantList({ grants }: { grants: readonly Grant[] }) {
  const { t } = useTranslation('grants');
  return (
    <ul className={styles.list}>
      {allGrants
        .filter((grant) => grants.includes(grant))
        .map((grant) => (
          <li key={grant}>
            {t(`text.${grantText(grant)}`)} <code className={styles.code}>{grant}</code>
          </li>
        ))}
    </ul>
  );
}
