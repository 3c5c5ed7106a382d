import { getSetupChecklistOptions } from '@perennial/api-client/queries';
import { Card } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Check, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { HrefLink } from '../../shell/href-link';
import styles from './home.module.css';

/** Where each point of the list is done. */
const places = {
  publish_form: '/forms',
  first_lead: '/leads?new=true',
  import_customers: '/imports/new?target=accounts',
  invite_colleagues: '/settings/members',
  create_key: '/settings/api-keys',
  send_events: '/settings/api-keys',
  register_webhook: '/settings/webhooks',
} as const;
type Point = keyof typeof places;

/** The first day's way. The data ticks the points; when all are ticked the card is gone. */
export function SetupChecklist() {
  const { t } = useTranslation('home');
  const checklist = useQuery(getSetupChecklistOptions());
  const points = (checklist.data?.points ?? []).filter((point): point is { key: Point; done: boolean } =>
    Object.hasOwn(places, point.key),
  );
  if (points.length === 0 || points.every(({ done }) => done)) return null;
  return (
    <Card title={t('setup.title')} summary={t('setup.summary')}>
      <ol className={styles.points}>
        {points.map(({ key, done }) => (
          <li key={key} className={styles.point} data-done={done || undefined}>
            <span className={styles.tick} aria-hidden="true">
              {done ? <Check size={12} /> : null}
            </span>
            {done ? (
              <span>
                {t(`setup.point.${key}`)} <span className="visually-hidden">{t('setup.done')}</span>
              </span>
            ) : (
              <HrefLink href={places[key]} className={styles.pointLink}>
                {t(`setup.point.${key}`)} <ChevronRight size={13} aria-hidden="true" />
              </HrefLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
