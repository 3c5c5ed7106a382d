import type { Lead } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { RecordDetail } from '../../shared/records/record-detail';
import { LeadScoreCard } from '../scores/lead/lead-score-card';
import { LeadFacts } from './lead-facts';
import { LeadHead } from './lead-head';
import { LeadNotices } from './lead-notices';
import { LeadTimeline } from './lead-timeline';
import { LeadTouches } from './lead-touches';

type LeadDetailProps = {
  lead: Lead;
  /** From the address. */
  tab: string | undefined;
  onTab: (tab: string) => void;
  isPage: boolean;
};

export function LeadDetail({ lead, tab, onTab, isPage }: LeadDetailProps) {
  const { t } = useTranslation('leads');
  const canWrite = useGrant('leads:write') && !lead.archived_at && !lead.merged_into_id;
  return (
    <RecordDetail
      isPage={isPage}
      head={
        <>
          <LeadNotices lead={lead} />
          <LeadHead lead={lead} canWrite={canWrite} />
        </>
      }
      factsTitle={t('facts.title')}
      facts={(isWhole) => <LeadFacts lead={lead} isWhole={isWhole} />}
      subjectId={lead.id}
      word={t('title_one')}
      canWrite={canWrite}
      timeline={<LeadTimeline leadId={lead.id} />}
      ownTabs={[
        { key: 'score', label: t('tab.score'), children: <LeadScoreCard leadId={lead.id} /> },
        { key: 'touches', label: t('tab.touches'), children: <LeadTouches leadId={lead.id} /> },
      ]}
      tab={tab}
      onTab={onTab}
    />
  );
}
