import { listDashboardsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LayoutDashboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './saved-line.module.css';

/** More of them would drive everything else away. */
const shown = 3;

/** The dashboards that show a question, each one a way there. */
export function OnDashboards({ questionId }: { questionId: string }) {
  const { t } = useTranslation('dashboards');
  const { data } = useQuery(
    listDashboardsOptions({ query: { saved_question_id: questionId, limit: shown, count: true } }),
  );
  if (!data || data.data.length === 0) return null;
  const further = (data.total ?? 0) - data.data.length;
  return (
    <span className={styles.boards}>
      <LayoutDashboard size={13} aria-hidden="true" /> {t('saved.on')}
      {data.data.map(({ id, name }) => (
        <Link key={id} to="/dashboards/$dashboardId" params={{ dashboardId: id }}>
          {name}
        </Link>
      ))}
      {further > 0 ? t('saved.further', { count: further }) : null}
    </span>
  );
}
