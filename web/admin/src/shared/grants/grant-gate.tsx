import type { Grant } from '@perennial/api-client';
import { ErrorState } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { grantText } from './grants';

/** A page for those who may see it; everybody else is told which permission it needs, and whom to ask. */
export function GrantGate({ grant, children }: { grant: Grant; children: ReactNode }) {
  const { t } = useTranslation('grants');
  if (useGrant(grant)) return children;
  const detail = t('needed', { grant: t(`text.${grantText(grant)}`) });
  return <ErrorState error={{ status: 403, detail }} />;
}
