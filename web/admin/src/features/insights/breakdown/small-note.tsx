import { useTranslation } from 'react-i18next';
import { smallSample } from '../../../shared/charts/heat';

/** Under the groups, where some of them are too small to say much. */
export function SmallNote({ counts }: { counts: number[] }) {
  const { t } = useTranslation('insights');
  if (!counts.some((count) => count > 0 && count < smallSample)) return null;
  return <span>{t('split.key_small', { count: smallSample })}</span>;
}
