import type { Event } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { HrefLink } from '../../shell/href-link';
import styles from './activity.module.css';
import { shortId } from './event-facts';

type EventPersonProps = { event: Event; name: string | undefined };

/** Who did it: a person of ours, an id of the sender that nobody has yet, or a visitor. */
export function EventPerson({ event, name }: EventPersonProps) {
  const { t } = useTranslation('activity');
  const { person_id: id, person_external_id: external, anonymous_id: visitor } = event;
  if (id) return <HrefLink href={`/people/${id}`}>{name ?? external ?? t('person')}</HrefLink>;
  if (external) {
    return (
      <span>
        {external} <small className={styles.aside}>{t('unknown')}</small>
      </span>
    );
  }
  if (!visitor) return <span>—</span>;
  return (
    <span title={visitor}>
      {t('visitor')} <small className={styles.aside}>{shortId(visitor)}</small>
    </span>
  );
}

/** For which customer. */
export function EventAccount({ event, name }: EventPersonProps) {
  const { t } = useTranslation('activity');
  const { account_id: id, account_external_id: external } = event;
  if (id) return <HrefLink href={`/accounts/${id}`}>{name ?? external ?? t('account')}</HrefLink>;
  if (!external) return <span>—</span>;
  return (
    <span>
      {external} <small className={styles.aside}>{t('unknown')}</small>
    </span>
  );
}
