import type { Lead } from '@perennial/api-client';
import { type Column, Day, Money, RelativeTime, StatusTag } from '@perennial/ui';
import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactValue } from '../../shared/contact/contact-value';
import { DueTime } from '../../shared/time/due-time';
import { ScoreChip } from '../scores/lead/score-chip';
import styles from './lead-columns.module.css';
import { leadTitle } from './lead-title';
import { StageCell } from './stage-cell';
import { ValidityChip } from './validity/validity-chip';

/** What the list can show of a lead. The ids are the API's field names: the export takes them as they are. */
export function useLeadColumns(): Column<Lead>[] {
  const { t } = useTranslation('leads');
  return useMemo(
    () => [
      {
        id: 'company',
        header: t('field.lead'),
        primary: true,
        width: 200,
        sortField: 'name',
        cell: (lead) => <LeadName lead={lead} />,
      },
      { id: 'name', header: t('field.name'), width: 100, cell: (lead) => lead.name ?? '—' },
      {
        id: 'stage',
        header: t('field.stage'),
        width: 168,
        sortField: 'stage',
        cell: (lead) => <StageCell stage={lead.stage} />,
      },
      {
        id: 'score',
        header: t('field.score'),
        width: 96,
        sortField: 'score',
        cell: (lead) => (lead.score ? <ScoreChip grade={lead.score.grade} score={lead.score.score} /> : '—'),
      },
      {
        id: 'phone',
        header: t('field.phone'),
        width: 136,
        cell: (lead) => <ContactValue kind="phone" value={lead.phone} isMasked={lead.contact_masked} />,
      },
      {
        id: 'validity',
        header: t('field.validity'),
        width: 90,
        cell: (lead) => <ValidityChip validity={lead.validity} />,
      },
      { id: 'channel', header: t('field.channel'), width: 120, cell: (lead) => lead.channel?.name ?? '—' },
      { id: 'owner', header: t('field.owner'), width: 110, cell: (lead) => <Owner lead={lead} /> },
      { id: 'next_task', header: t('field.next_task'), width: 180, cell: (lead) => <NextStep lead={lead} /> },
      { id: 'city', header: t('field.city'), width: 90, deskOnly: true, cell: (lead) => lead.city ?? '—' },
      {
        id: 'last_activity_at',
        header: t('field.last_activity'),
        width: 110,
        deskOnly: true,
        offByDefault: true,
        cell: (lead) => (lead.last_activity_at ? <RelativeTime at={lead.last_activity_at} /> : '—'),
      },
      {
        id: 'response_due_at',
        header: t('field.response'),
        width: 140,
        sortField: 'response_due_at',
        offByDefault: true,
        cell: (lead) => <Response lead={lead} />,
      },
      {
        id: 'protected_until',
        header: t('field.protected'),
        width: 130,
        sortField: 'protected_until',
        offByDefault: true,
        cell: (lead) => (lead.protected_until ? <DueTime at={lead.protected_until} /> : '—'),
      },
      {
        id: 'last_touch_at',
        header: t('field.last_touch'),
        width: 110,
        sortField: 'last_touch_at',
        cell: (lead) => <RelativeTime at={lead.last_touch_at} />,
      },
      {
        id: 'created_at',
        header: t('field.created'),
        width: 110,
        deskOnly: true,
        sortField: 'created_at',
        cell: (lead) => <RelativeTime at={lead.created_at} />,
      },
      ...extraColumns(t),
    ],
    [t],
  );
}

type LeadText = ReturnType<typeof useTranslation<'leads'>>['t'];

function extraColumns(t: LeadText): Column<Lead>[] {
  const off = { offByDefault: true, deskOnly: true };
  return [
    {
      id: 'email',
      header: t('field.email'),
      ...off,
      cell: (lead) => <ContactValue kind="email" value={lead.email} isMasked={lead.contact_masked} />,
    },
    {
      id: 'wechat',
      header: t('field.wechat'),
      ...off,
      cell: (lead) => <ContactValue kind="wechat" value={lead.wechat} isMasked={lead.contact_masked} />,
    },
    {
      id: 'expected_amount',
      header: t('field.expected_amount'),
      align: 'end',
      ...off,
      cell: (lead) => <Money value={lead.expected_amount} />,
    },
    {
      id: 'expected_close_on',
      header: t('field.expected_close'),
      ...off,
      cell: (lead) => (lead.expected_close_on ? <Day on={lead.expected_close_on} /> : '—'),
    },
    { id: 'title', header: t('field.title'), ...off, cell: (lead) => lead.title ?? '—' },
    { id: 'industry', header: t('field.industry'), ...off, cell: (lead) => lead.industry ?? '—' },
    { id: 'region', header: t('field.region'), ...off, cell: (lead) => lead.region ?? '—' },
    {
      id: 'tags',
      header: t('field.tags'),
      ...off,
      cell: (lead) => (
        <span className={styles.tags}>
          {lead.tags.map((tag) => (
            <StatusTag key={tag}>{tag}</StatusTag>
          ))}
        </span>
      ),
    },
    { id: 'external_id', header: t('field.external_id'), ...off, cell: (lead) => lead.external_id ?? '—' },
    {
      id: 'updated_at',
      header: t('field.updated'),
      sortField: 'updated_at',
      ...off,
      cell: (lead) => <RelativeTime at={lead.updated_at} />,
    },
  ];
}

function LeadName({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  return (
    <span className={styles.name}>
      <span className={styles.nameText}>{leadTitle(lead)}</span>
      {lead.duplicate_of_count > 0 ? (
        <span className={styles.duplicate} title={t('duplicates.hint', { count: lead.duplicate_of_count })}>
          <Copy size={12} aria-label={t('duplicates.hint', { count: lead.duplicate_of_count })} />
        </span>
      ) : null}
    </span>
  );
}

function Owner({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  if (lead.owner) return lead.owner.name;
  return lead.owner_id ? '—' : <StatusTag tone="attention">{t('unassigned')}</StatusTag>;
}

/** Where the first answer stands, in a word; while it is waited for, when it is due. */
function Response({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  if (!lead.response_state) return '—';
  if (lead.response_state === 'due') return <DueTime at={lead.response_due_at} />;
  const tone = { paused: 'neutral', met: 'success', breached: 'danger' } as const;
  return <StatusTag tone={tone[lead.response_state]}>{t(`response.${lead.response_state}`)}</StatusTag>;
}

function NextStep({ lead }: { lead: Lead }) {
  if (!lead.next_task) return '—';
  return (
    <span className={styles.next}>
      <span className={styles.nextTitle}>{lead.next_task.title}</span> <DueTime at={lead.next_task.due_at} />
    </span>
  );
}
