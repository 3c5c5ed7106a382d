import { listWorkCalendarsOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PageHead } from '../parts/page-head';
import { AbsencesCard } from './absences-card';
import { CalendarsCard } from './calendars-card';
import { MemberCalendarsCard } from './member-calendars-card';

export function WorkingTimePage() {
  return (
    <GrantGate grant="members:read">
      <WorkingTime />
    </GrantGate>
  );
}

/** When people work, and when they are away. */
function WorkingTime() {
  const { t } = useTranslation('working-time');
  const query = useQuery(listWorkCalendarsOptions());
  const calendars = query.data?.data ?? [];
  return (
    <>
      <PageHead title={t('title')} lead={t('summary')} />
      {query.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess ? <CalendarsCard calendars={calendars} /> : null}
      <AbsencesCard />
      {calendars.length > 1 ? <MemberCalendarsCard calendars={calendars} /> : null}
    </>
  );
}
