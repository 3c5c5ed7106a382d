import { type ApiKey, type ApiKeyWithSecret, ifMatch, rotateApiKey } from '@perennial/api-client';
import { CopyBox } from '@perennial/ui';
import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../parts/parts.module.css';
import { useWrite } from '../parts/use-write';

const overlaps = { none: 0, hour: 3_600, day: 86_400, week: 604_800 } as const;
type Overlap = keyof typeof overlaps;

/** A new secret for the same key; the old one goes on for a while, so that nothing breaks meanwhile. */
export function RotateDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTranslation(['api-keys', 'common']);
  const [overlap, setOverlap] = useState<Overlap>('day');
  const [rotated, setRotated] = useState<ApiKeyWithSecret>();
  const rotate = useWrite(
    async () => {
      const body = { overlap_seconds: overlaps[overlap] };
      const { data } = await rotateApiKey({
        path: { id: apiKey.id },
        body,
        headers: ifMatch(apiKey),
        throwOnError: true,
      });
      return data;
    },
    { tags: ['api-keys'], onDone: setRotated },
  );
  return (
    <Modal
      open
      title={t('api-keys:rotate.title', { name: apiKey.name })}
      onCancel={onClose}
      mask={{ closable: false }}
      okText={rotated ? t('api-keys:secret.kept') : t('api-keys:action.rotate')}
      onOk={rotated ? onClose : () => rotate.mutate(undefined)}
      confirmLoading={rotate.isPending}
      {...(rotated ? { footer: (_, { OkBtn }) => <OkBtn /> } : { cancelText: t('common:action.cancel') })}
    >
      {rotated ? (
        <div className={styles.stack}>
          <CopyBox text={rotated.secret} label={t('api-keys:secret.title')} />
          <p className={styles.notice}>{t(`api-keys:secret.once_${rotated.kind}`)}</p>
        </div>
      ) : (
        <Form layout="vertical" component="div">
          <p className={styles.hint}>{t('api-keys:rotate.text')}</p>
          <Form.Item
            label={t('api-keys:rotate.overlap')}
            htmlFor="rotate-overlap"
            style={{ margin: '12px 0' }}
          >
            <Select<Overlap>
              id="rotate-overlap"
              value={overlap}
              onChange={setOverlap}
              options={(Object.keys(overlaps) as Overlap[]).map((value) => ({
                value,
                label: t(`api-keys:rotate.overlap_${value}`),
              }))}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
