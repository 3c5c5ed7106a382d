import type { ApiKeyState } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

const tones = { active: 'success', expired: 'warning', revoked: 'neutral' } as const;

export function ApiKeyStateTag({ state }: { state: ApiKeyState }) {
  const { t } = useTranslation('api-keys');
  return <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>;
}
