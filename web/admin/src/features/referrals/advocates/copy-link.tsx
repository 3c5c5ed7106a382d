import type { Advocate } from '@perennial/api-client';
import { IconButton, showToast } from '@perennial/ui';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { publicLink } from './public-link';

/** Takes the link of an advocate along. */
export function CopyLink({ advocate }: { advocate: Advocate }) {
  const { t } = useTranslation('referrals');
  const link = publicLink(advocate.url);
  const copy = () => {
    navigator.clipboard.writeText(link).then(
      () => showToast(t('links.copied', { name: advocate.name }), { tone: 'success' }),
      // Where the browser forbids it, people mark the text of the notice.
      () => showToast(link),
    );
  };
  return (
    <IconButton
      label={t('links.copy_of', { name: advocate.name })}
      icon={<Copy size={14} />}
      onClick={copy}
    />
  );
}
