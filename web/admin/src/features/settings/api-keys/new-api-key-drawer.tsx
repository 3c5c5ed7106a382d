import type { ApiKeyWithSecret } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { DetailDrawer } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { ApiKeyForm } from './api-key-form';
import { NewSecret } from './new-secret';

/** First the form, then the secret that it brought. */
export default function NewApiKeyDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('api-keys');
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<ApiKeyWithSecret>();
  const { ask, holder } = useConfirm();
  const leave = () => {
    if (!created) return onClose();
    ask({
      title: t('secret.leave_title'),
      text: t('secret.leave_text'),
      confirm: t('secret.leave'),
      isDangerous: false,
      run: async () => onClose(),
    });
  };
  return (
    <DetailDrawer
      isOpen
      width={640}
      title={created ? t('created', { name: created.name }) : t('action.create')}
      onClose={leave}
    >
      {holder}
      {created ? (
        <NewSecret apiKey={created} onClose={onClose} />
      ) : (
        <ApiKeyForm
          onDone={(key) => {
            setCreated(key);
            void invalidateTags(queryClient, 'api-keys', 'audit');
          }}
        />
      )}
    </DetailDrawer>
  );
}
