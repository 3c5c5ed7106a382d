import type { Lead } from '@perennial/api-client';
import { DateTime, Day, type Fact, Facts, Money, RelativeTime, StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useAttributeFacts } from '../../shared/attributes/use-attribute-facts';
import { useCampaigns } from '../../shared/channels/use-channels';
import { ContactValue } from '../../shared/contact/contact-value';
import { placeName } from '../../shared/places/place-name';
import styles from '../../shared/records/record-detail.module.css';
import { DueTime } from '../../shared/time/due-time';
import { LeadReferral } from '../referrals/lead/lead-referral';
import { ValidityChip } from './validity/validity-chip';

type LeadFactsProps = { lead: Lead; isWhole: boolean; onTab: (tab: string) => void };

/** What is known of a lead: how to reach it first, the rest folded where there is little room. */
export function LeadFacts({ lead, isWhole, onTab }: LeadFactsProps) {
  const { t } = useTranslation('leads');
  const first = useFirstFacts(lead, onTab);
  const rest = useOtherFacts(lead);
  if (isWhole) return <Facts facts={[...first, ...rest]} />;
  return (
    <div>
      <Facts facts={first} />
      <details className={styles.more}>
        <summary>{t('facts.more')}</summary>
        <Facts facts={rest} />
      </details>
    </div>
  );
}

function useFirstFacts(lead: Lead, onTab: (tab: string) => void): Fact[] {
  const { t } = useTranslation(['leads', 'referrals']);
  const contact = (kind: 'phone' | 'email' | 'wechat') => (
    <ContactValue kind={kind} value={lead[kind]} isMasked={lead.contact_masked} />
  );
  const channel = lead.channel?.name;
  const person = [lead.name, lead.title].filter(Boolean).join(' · ');
  return [
    { label: t('field.name'), value: person },
    { label: t('field.phone'), value: contact('phone') },
    ...(lead.wechat ? [{ label: t('field.wechat'), value: contact('wechat') }] : []),
    ...(lead.email ? [{ label: t('field.email'), value: contact('email') }] : []),
    { label: t('field.channel'), value: channel },
    { label: t('referrals:lead.referred_by'), value: <LeadReferral lead={lead} /> },
    {
      label: t('field.validity'),
      value: (
        <button type="button" className={styles.opens} onClick={() => onTab('validity')}>
          <ValidityChip validity={lead.validity} />
        </button>
      ),
    },
    {
      label: t('field.next_task'),
      value: lead.next_task ? (
        <>
          {lead.next_task.title} <DueTime at={lead.next_task.due_at} />
        </>
      ) : null,
    },
    {
      label: t('field.note'),
      value: lead.note ? <span style={{ whiteSpace: 'pre-wrap' }}>{lead.note}</span> : null,
    },
  ];
}

function useOtherFacts(lead: Lead): Fact[] {
  const { t, i18n } = useTranslation('leads');
  const campaign = useCampaigns().find(({ id }) => id === lead.campaign_id);
  const attributes = useAttributeFacts('lead', lead.attributes as Record<string, unknown>);
  return [
    { label: t('field.company'), value: lead.company },
    { label: t('field.industry'), value: lead.industry },
    { label: t('field.city'), value: placeName(lead, i18n.language) },
    { label: t('field.employees'), value: lead.employees },
    { label: t('field.campaign'), value: campaign?.name },
    {
      label: t('field.expected_amount'),
      value: lead.expected_amount ? <Money value={lead.expected_amount} /> : null,
    },
    {
      label: t('field.expected_close'),
      value: lead.expected_close_on ? <Day on={lead.expected_close_on} /> : null,
    },
    { label: t('field.tags'), value: lead.tags.length > 0 ? <Tags tags={lead.tags} /> : null },
    ...attributes,
    { label: t('field.first_touch'), value: <DateTime at={lead.first_touch_at} /> },
    { label: t('field.last_touch'), value: <RelativeTime at={lead.last_touch_at} /> },
    {
      label: t('field.last_activity'),
      value: lead.last_activity_at ? <RelativeTime at={lead.last_activity_at} /> : null,
    },
    { label: t('field.created'), value: <DateTime at={lead.created_at} /> },
    { label: t('field.consent'), value: lead.consent ? <Consent lead={lead} /> : null },
    { label: t('field.external_id'), value: lead.external_id },
  ];
}

function Tags({ tags }: { tags: string[] }) {
  return (
    <span className={styles.tags}>
      {tags.map((tag) => (
        <StatusTag key={tag}>{tag}</StatusTag>
      ))}
    </span>
  );
}

function Consent({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  const given = lead.consent?.given ?? false;
  return (
    <span title={lead.consent?.text ?? undefined}>
      {t(given ? 'consent.given' : 'consent.refused')}
      {lead.consent?.at ? (
        <>
          {' · '}
          <DateTime at={lead.consent.at} />
        </>
      ) : null}
    </span>
  );
}
