import type { AttributeDefinition } from '@perennial/api-client';
import { type Column, DateTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';

export function useAttributeColumns(): Column<AttributeDefinition>[] {
  const { t } = useTranslation(['attributes', 'work']);
  const labelOf = useAttributeLabel();
  return useMemo(
    () => [
      { id: 'label', header: t('attributes:title_one'), primary: true, width: 180, cell: labelOf },
      {
        id: 'type',
        header: t('attributes:field.type'),
        width: 110,
        cell: ({ type }) => t(`attributes:type.${type}`),
      },
      {
        id: 'options',
        header: t('attributes:options.title'),
        width: 220,
        cell: ({ options }) => options.map(labelOf).join(t('work:attribute.separator')) || '—',
      },
      {
        id: 'key',
        header: t('attributes:field.key'),
        width: 160,
        cell: ({ key }) => <code>{key}</code>,
      },
      {
        id: 'description',
        header: t('attributes:field.description'),
        deskOnly: true,
        cell: ({ description }) => description ?? '—',
      },
      {
        id: 'created_at',
        header: t('attributes:field.created'),
        width: 160,
        sortField: 'created_at',
        offByDefault: true,
        deskOnly: true,
        cell: (definition) => <DateTime at={definition.created_at} />,
      },
    ],
    [t, labelOf],
  );
}
