import { EmptyState } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function MissingPage() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState title={t('missing.title')} action={<Link to="/">{t('missing.action')}</Link>}>
      {t('missing.text')}
    </EmptyState>
  );
}
