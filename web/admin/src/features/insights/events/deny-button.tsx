import { type EventName, toProblem, updateEventName } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast, useKit } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Ban, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { eventTitle } from '../../../shared/activity/event-catalogue';
import { useConfirm } from '../../../shared/confirm/use-confirm';

/** Stops taking an event, after asking, or takes it again. Either way the toast takes it back. */
export function DenyButton({ event }: { event: EventName }) {
  const { t } = useTranslation(['event-names', 'common']);
  const { locale } = useKit();
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const name = eventTitle(event, locale);
  const set = useMutation({
    mutationFn: (status: EventName['status']) =>
      updateEventName({ path: { id: event.id }, body: { status }, throwOnError: true }),
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: () => invalidateTags(queryClient, 'events'),
  });
  const change = async (status: EventName['status']) => {
    await set.mutateAsync(status);
    showToast(t(`event-names:deny.done_${status}`, { name }), { undo: () => set.mutate(event.status) });
  };
  const isDenied = event.status === 'denied';
  return (
    <span>
      {holder}
      <Button
        icon={isDenied ? <Check size={14} /> : <Ban size={14} />}
        loading={set.isPending}
        onClick={() =>
          isDenied
            ? void change('allowed').catch(() => undefined)
            : ask({
                title: t('event-names:deny.title', { name }),
                text: t('event-names:deny.text'),
                confirm: t('event-names:deny.action'),
                run: () => change('denied'),
              })
        }
      >
        {t(isDenied ? 'event-names:deny.allow' : 'event-names:deny.action')}
      </Button>
    </span>
  );
}
