import type { MemberStatus } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

const tones = { active: 'success', suspended: 'warning', removed: 'neutral' } as const;

export function MemberStatusTag({ status }: { status: MemberStatus }) {
  const { t } = useTranslation('members');
  return <StatusTag tone={tones[status]}>{t(`status.${status}`)}</StatusTag>;
}
