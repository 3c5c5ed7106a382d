import { type Lead, mergeLeads } from '@perennial/api-client';
import { listLeadDuplicatesOptions } from '@perennial/api-client/queries';
import { formatDateTime, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ComparedField } from '../../shared/merge/compare';
import { MergeDialog } from '../../shared/merge/merge-dialog';
import { leadTitle } from './lead-title';

type LeadMergeDialogProps = {
  lead: Lead;
  canMerge: boolean;
  onMerged: (winnerId: string) => void;
  onClose: () => void;
};

export default function LeadMergeDialog({ lead, canMerge, onMerged, onClose }: LeadMergeDialogProps) {
  const { t } = useTranslation('leads');
  const duplicates = useQuery({
    ...listLeadDuplicatesOptions({ path: { id: lead.id } }),
    select: ({ data }) => data.map(({ lead: record, reasons }) => ({ record, reasons })),
  });
  return (
    <MergeDialog<Lead>
      record={lead}
      duplicates={duplicates}
      canMerge={canMerge}
      nameOf={leadTitle}
      aboutOf={({ name, stage, owner, phone }) =>
        [name, stage.name, owner?.name ?? t('unassigned'), phone].filter(Boolean).join(' · ')
      }
      fields={useComparedFields()}
      text={t('merge.text')}
      tags={['leads']}
      merge={({ id }, body) => mergeLeads({ path: { id }, body, throwOnError: true })}
      onMerged={onMerged}
      onClose={onClose}
    />
  );
}

const texts = [
  'company',
  'name',
  'title',
  'phone',
  'email',
  'wechat',
  'industry',
  'region',
  'city',
  'employees',
  'note',
  'external_id',
] as const satisfies (keyof Lead)[];

/** What the server lets choose, and what helps to decide which one stays. */
function useComparedFields(): ComparedField<Lead>[] {
  const { t } = useTranslation('leads');
  const { locale, timeZone } = useKit();
  return [
    ...texts.map((field) => ({
      field,
      label: t(`field.${field}`),
      textOf: (lead: Lead) => lead[field]?.toString(),
    })),
    { label: t('field.stage'), textOf: ({ stage }) => stage.name },
    { label: t('field.owner'), textOf: ({ owner }) => owner?.name },
    {
      label: t('field.created'),
      textOf: ({ created_at: at }) => formatDateTime(new Date(at), locale, timeZone),
    },
  ];
}
