import type { Label, TargetDescription } from '@perennial/api-client';
import { listImportTargetsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What files can be imported into, with the fields of each. */
export function useImportTargets() {
  const query = useQuery({ ...listImportTargetsOptions(), staleTime: 60_000 });
  const targets: TargetDescription[] = query.data?.data ?? [];
  return { ...query, targets, targetOf: (key: string) => targets.find(({ target }) => target === key) };
}

/** A name that the API gives in both languages. */
export function useLabelText() {
  const { i18n } = useTranslation();
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  return useCallback((label: Label) => label[language], [language]);
}
