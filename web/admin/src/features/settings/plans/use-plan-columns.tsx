import type { Plan } from '@perennial/api-client';
import { type Column, DateTime, Figure, Money } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export function usePlanColumns(): Column<Plan>[] {
  const { t } = useTranslation('plans');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('title_one'),
        primary: true,
        width: 200,
        sortField: 'name',
        cell: ({ name }) => name,
      },
      {
        id: 'annual_fee',
        header: t('field.annual_fee'),
        width: 120,
        align: 'end',
        sortField: 'annual_fee',
        cell: (plan) => <Money value={plan.annual_fee} />,
      },
      {
        id: 'opening_fee',
        header: t('field.opening_fee'),
        width: 120,
        align: 'end',
        cell: (plan) => <Money value={plan.opening_fee} />,
      },
      {
        id: 'term_months',
        header: t('field.term_months'),
        width: 120,
        cell: (plan) => t('months', { count: plan.term_months }),
      },
      {
        id: 'features',
        header: t('field.features'),
        width: 100,
        align: 'end',
        cell: (plan) => <Figure value={plan.features.filter(({ included }) => included).length} />,
      },
      {
        id: 'description',
        header: t('field.description'),
        deskOnly: true,
        cell: ({ description }) => description ?? '—',
      },
      {
        id: 'key',
        header: t('field.key'),
        width: 140,
        offByDefault: true,
        deskOnly: true,
        cell: ({ key }) => <code>{key}</code>,
      },
      {
        id: 'created_at',
        header: t('field.created'),
        width: 150,
        sortField: 'created_at',
        offByDefault: true,
        deskOnly: true,
        cell: (plan) => <DateTime at={plan.created_at} />,
      },
    ],
    [t],
  );
}
