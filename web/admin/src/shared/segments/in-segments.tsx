import { listSegmentsOfOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import styles from './in-segments.module.css';

type InSegmentsProps = { of: { account_id: string } | { person_id: string } };

/** The segments in which an account or a person is; each leads to the reasons. Nothing as long as there is none. */
export function InSegments({ of }: InSegmentsProps) {
  const { t } = useTranslation('work');
  const mayReadEvents = useGrant('events:read');
  const mayReadCustomers = useGrant('customers:read');
  const titleId = useId();
  const query = useQuery({
    ...listSegmentsOfOptions({ query: of }),
    enabled: mayReadEvents && mayReadCustomers,
  });
  const memberships = query.data?.data ?? [];
  if (memberships.length === 0) return null;
  return (
    <div className={styles.line}>
      <span id={titleId} className={styles.label}>
        {t('segments')}
      </span>
      <ul className={styles.chips} aria-labelledby={titleId}>
        {memberships.map(({ segment_id, name }) => (
          <li key={segment_id}>
            <Link
              to="/segments/$segmentId"
              params={{ segmentId: segment_id }}
              search={{ tab: 'why', of: 'account_id' in of ? of.account_id : of.person_id }}
              className={styles.chip ?? ''}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
