import type { AttributeDefinition } from '@perennial/api-client';
import { listAttributeDefinitionsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

export type AttributeObject = AttributeDefinition['object'];

/** The workspace's own fields of a kind of record. */
export function useAttributeDefinitions(object: AttributeObject): AttributeDefinition[] {
  const query = useQuery({
    ...listAttributeDefinitionsOptions({ query: { object, limit: 200 } }),
    staleTime: 300_000,
  });
  return query.data?.data ?? [];
}

/** An attribute's or option's name in the reader's language. */
export function useAttributeLabel() {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback(
    (named: { label?: string | null; label_zh?: string | null; value?: string }) =>
      (language === 'zh-CN' ? named.label_zh : undefined) ?? named.label ?? named.value ?? '',
    [language],
  );
}
