import type { KitItem } from '@perennial/api-client';
import { type Column, Figure, RelativeTime, useKit } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInterval, formatShare } from '../../shared/charts/format';
import { useLeadStages } from '../leads/use-lead-stages';
import { useKitEffects } from './use-kit-effects';

export function useKitColumns(): Column<KitItem>[] {
  const { t } = useTranslation('sales-kit');
  const { locale } = useKit();
  const effectOf = useKitEffects();
  const stages = useLeadStages();
  // Few, and the same array only as long as the answer is.
  const named = JSON.stringify(stages.map(({ id, name }) => [id, name]));
  return useMemo(() => {
    const names = new Map(JSON.parse(named) as [string, string][]);
    return [
      {
        id: 'title',
        header: t('field.title'),
        primary: true,
        width: 220,
        sortField: 'title',
        cell: ({ title }) => title,
      },
      { id: 'kind', header: t('field.kind'), width: 110, cell: ({ kind }) => t(`kind.${kind}`) },
      {
        id: 'stages',
        header: t('field.stages'),
        width: 200,
        cell: ({ stage_ids }) =>
          stage_ids.length === 0
            ? t('all_stages')
            : stage_ids.map((id) => names.get(id) ?? '—').join(t('separator')),
      },
      {
        id: 'leads',
        header: t('field.used'),
        align: 'end',
        width: 110,
        cell: ({ id }) => <Figure value={effectOf(id)?.leads ?? 0} />,
      },
      {
        id: 'win_rate_with',
        header: t('field.win_rate_with'),
        align: 'end',
        width: 170,
        cell: ({ id }) => {
          const share = effectOf(id)?.win_rate_with;
          if (share?.rate == null) return '—';
          return `${formatShare(share.rate, locale)} (${formatInterval(share.low, share.high, locale)})`;
        },
      },
      {
        id: 'win_rate_without',
        header: t('field.win_rate_without'),
        align: 'end',
        width: 130,
        cell: ({ id }) => formatShare(effectOf(id)?.win_rate_without.rate, locale),
      },
      {
        id: 'updated_at',
        header: t('field.updated'),
        width: 120,
        deskOnly: true,
        cell: ({ updated_at }) => <RelativeTime at={updated_at} />,
      },
    ];
  }, [t, locale, effectOf, named]);
}
