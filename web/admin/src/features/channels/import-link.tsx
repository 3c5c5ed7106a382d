import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';

/** To the import desk, for those who may use it. */
export function ImportLink({ target, campaignId }: { target: string; campaignId?: string }) {
  const { t } = useTranslation('channels');
  const navigate = useNavigate();
  if (!useGrant('imports:write')) return null;
  return (
    <Button
      icon={<Upload size={14} />}
      onClick={() => void navigate({ to: '/imports/new', search: { target, campaign: campaignId } })}
    >
      {t(campaignId ? 'import_leads' : 'import')}
    </Button>
  );
}
