import type { Lead } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { RecordDetail } from '../../shared/records/record-detail';
import { LeadClocks } from '../routing/lead/lead-clocks';
import { OwnershipPanel } from '../routing/lead/ownership-panel';
import { PoolNotice } from '../routing/lead/pool-notice';
import { useIsConcealed } from '../routing/lead/use-is-concealed';
import { LeadScoreCard } from '../scores/lead/lead-score-card';
import { LeadFacts } from './lead-facts';
import { LeadHead } from './lead-head';
import { LeadNotices } from './lead-notices';
import { LeadTimeline } from './lead-timeline';
import { LeadTouches } from './lead-touches';
import { SellingPanel } from './selling/selling-panel';
import { ValidityPanel } from './validity/validity-panel';

type LeadDetailProps = {
  lead: Lead;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
  isPage: boolean;
};

export function LeadDetail({ lead, tab, onTab, isPage }: LeadDetailProps) {
  const { t } = useTranslation(['leads', 'selling', 'validity', 'lead-routing']);
  const isConcealed = useIsConcealed(lead);
  const canWrite = useGrant('leads:write') && !lead.archived_at && !lead.merged_into_id && !isConcealed;
  return (
    <RecordDetail
      isPage={isPage}
      head={
        <>
          <LeadNotices lead={lead} />
          <PoolNotice lead={lead} />
          <LeadHead lead={lead} canWrite={canWrite} />
          <LeadClocks lead={lead} />
        </>
      }
      factsTitle={t('leads:facts.title')}
      facts={(isWhole) => <LeadFacts lead={lead} isWhole={isWhole} onTab={onTab} />}
      subjectId={lead.id}
      word={t('leads:title_one')}
      canWrite={canWrite}
      timeline={<LeadTimeline leadId={lead.id} canWrite={canWrite} />}
      ownTabs={[
        {
          key: 'selling',
          label: t('selling:tab'),
          children: <SellingPanel lead={lead} canWrite={canWrite} />,
        },
        {
          key: 'validity',
          label: t('validity:tab'),
          children: <ValidityPanel leadId={lead.id} canWrite={canWrite} />,
        },
        { key: 'score', label: t('leads:tab.score'), children: <LeadScoreCard leadId={lead.id} /> },
        {
          key: 'ownership',
          label: t('lead-routing:tab'),
          children: <OwnershipPanel leadId={lead.id} />,
        },
        { key: 'touches', label: t('leads:tab.touches'), children: <LeadTouches leadId={lead.id} /> },
      ]}
      tab={tab}
      onTab={onTab}
    />
  );
}
