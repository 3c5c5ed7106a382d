import {
  type ChannelSpend,
  deleteCampaignSpend,
  ifMatch,
  restoreCampaignSpend,
  toProblem,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Takes an entry out of all figures; the toast brings it back. */
export function SpendDelete({ spend, onDone }: { spend: ChannelSpend; onDone: () => void }) {
  const { t } = useTranslation(['channels', 'common']);
  const queryClient = useQueryClient();
  const path = { id: spend.id };
  const fail = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const restore = async () => {
    try {
      await restoreCampaignSpend({ path, throwOnError: true });
      await invalidateTags(queryClient, 'channels');
    } catch (error) {
      fail(error);
    }
  };
  const mutation = useMutation({
    mutationFn: () => deleteCampaignSpend({ path, headers: ifMatch(spend), throwOnError: true }),
    onSuccess: async () => {
      showToast(t('channels:spend.deleted'), { undo: () => void restore() });
      onDone();
      await invalidateTags(queryClient, 'channels');
    },
    onError: fail,
  });
  return (
    <Button danger loading={mutation.isPending} onClick={() => mutation.mutate()}>
      {t('channels:spend.delete')}
    </Button>
  );
}
