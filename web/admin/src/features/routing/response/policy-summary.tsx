import type { ResponsePolicy } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../shared/charts/format';
import { LeadConditionText } from '../../leads/condition/lead-condition-text';
import styles from '../routing.module.css';
import { useCalendars } from './use-calendars';

/** A promise in a few lines: for which leads, how soon, and whose working time counts. */
export function PolicySummary({ policy }: { policy: ResponsePolicy }) {
  const { t } = useTranslation('routing');
  const { locale } = useKit();
  const calendars = useCalendars();
  const calendar = calendars.find(({ id }) => id === policy.calendar_id);
  return (
    <div className={styles.summary}>
      <LeadConditionText condition={policy.condition} />
      <span>
        {[
          t('policy.within', { time: formatDuration(policy.target_minutes * 60, locale) }),
          t(`policy.starts.${policy.starts}`),
          calendar?.name ?? t('policy.default_calendar'),
        ].join(' · ')}
      </span>
    </div>
  );
}
