import type { Lead } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { RecordDetail } from '../../shared/records/record-detail';
import { LeadClocks } from '../routing/lead/lead-clocks';
import { OwnershipPanel } from '../routing/lead/ownership-panel';
import { PoolNotice } from '../routing/lead/pool-notice';
import { LeadScoreCard } from '../scores/lead/lead-score-card';
import { LeadFacts } from './lead-facts';
import { LeadHead } from './lead-head';
import { LeadNotices } from './lead-notices';
import { LeadTimeline } from './lead-timeline';
import { LeadTouches } from './lead-touches';
import { QuotesPanel } from './quotes/quotes-panel';
import { SellingPanel } from './selling/selling-panel';
import { useCanWriteLead } from './use-can-write-lead';
import { ValidityPanel } from './validity/validity-panel';

type LeadDetailProps = {
  lead: Lead;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
  isPage: boolean;
};

export function LeadDetail({ lead, tab, onTab, isPage }: LeadDetailProps) {
  const { t } = useTranslation(['leads', 'selling', 'quotes', 'validity', 'lead-routing']);
  const canWrite = useCanWriteLead(lead);
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
          key: 'quotes',
          label: t('quotes:tab'),
          children: <QuotesPanel leadId={lead.id} canWrite={canWrite} />,
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
