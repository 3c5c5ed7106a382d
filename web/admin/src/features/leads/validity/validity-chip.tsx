import type { Validity } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { validityTones } from './validity-words';

/** Whether sales should work on a lead, in a word. */
export function ValidityChip({ validity }: { validity: Validity }) {
  const { t } = useTranslation('validity');
  return <StatusTag tone={validityTones[validity]}>{t(`word.${validity}`)}</StatusTag>;
}
