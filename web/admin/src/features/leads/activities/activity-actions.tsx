import { IconButton } from '@perennial/ui';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useLogActivity } from './use-log-activity';

type ActivityActionsProps = { leadId: string; activityId: string; what: string };

/** Takes an activity back that was logged by mistake. */
export function ActivityActions({ leadId, activityId, what }: ActivityActionsProps) {
  const { t } = useTranslation('activities');
  const { remove } = useLogActivity(leadId);
  const { ask, holder } = useConfirm();
  return (
    <>
      {holder}
      <IconButton
        label={t('remove.action', { what })}
        icon={<Trash2 size={13} />}
        onClick={() =>
          ask({
            title: t('remove.title', { what }),
            text: t('remove.text'),
            confirm: t('remove.confirm'),
            run: () => remove.mutateAsync(activityId),
          })
        }
      />
    </>
  );
}
