import { type ApiKey, ifMatch, revokeApiKey } from '@perennial/api-client';
import { DateTime, Facts, RelativeTime, showToast } from '@perennial/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { GrantList } from '../../../shared/grants/grant-list';
import { useMembers } from '../../../shared/members/use-members';
import { AuditLink } from '../parts/audit-link';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { useWrite } from '../parts/use-write';
import { ApiKeyCommands } from './api-key-commands';
import { ApiKeyStateTag } from './api-key-state-tag';
import { RotateDialog } from './rotate-dialog';

export function ApiKeyDetail({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation('api-keys');
  const canWrite = useGrant('keys:write') && apiKey.state !== 'revoked';
  const { nameOf } = useMembers();
  const { ask, holder } = useConfirm();
  const [isRotating, setRotating] = useState(false);
  const revoke = useWrite(
    () => revokeApiKey({ path: { id: apiKey.id }, headers: ifMatch(apiKey), throwOnError: true }),
    {
      tags: ['api-keys'],
      onDone: () => showToast(t('revoke.done', { name: apiKey.name }), { tone: 'success' }),
    },
  );
  const askToRevoke = () =>
    ask({
      title: t('revoke.title', { name: apiKey.name }),
      text: (
        <>
          {t('revoke.text')}{' '}
          {apiKey.last_used_at ? (
            <>
              {t('revoke.last_used')} <RelativeTime at={apiKey.last_used_at} />
            </>
          ) : (
            t('revoke.never_used')
          )}
        </>
      ),
      confirm: t('action.revoke'),
      run: () => revoke.mutateAsync(undefined),
    });
  return (
    <div className={styles.stack}>
      {holder}
      {isRotating ? <RotateDialog apiKey={apiKey} onClose={() => setRotating(false)} /> : null}
      <Facts
        facts={[
          { label: t('field.state'), value: <ApiKeyStateTag state={apiKey.state} /> },
          { label: t('field.kind'), value: t(`kind.${apiKey.kind}`) },
          { label: t('field.hint'), value: <code className={styles.mono}>{apiKey.hint}</code> },
          ...(apiKey.kind === 'publishable'
            ? [{ label: t('field.origins'), value: apiKey.origins.join('\n') || t('any_origin') }]
            : []),
          {
            label: t('field.last_used_at'),
            value: apiKey.last_used_at ? <RelativeTime at={apiKey.last_used_at} /> : t('never_used'),
          },
          {
            label: t('field.expires_at'),
            value: apiKey.expires_at ? <DateTime at={apiKey.expires_at} /> : t('expiry.never'),
          },
          ...(apiKey.previous_secret_expires_at
            ? [
                {
                  label: t('field.previous_secret'),
                  value: <DateTime at={apiKey.previous_secret_expires_at} />,
                },
              ]
            : []),
          ...(apiKey.revoked_at
            ? [{ label: t('field.revoked_at'), value: <DateTime at={apiKey.revoked_at} /> }]
            : []),
          { label: t('field.created_by'), value: nameOf(apiKey.created_by) },
          { label: t('field.created_at'), value: <DateTime at={apiKey.created_at} /> },
        ]}
      />
      <div className={styles.actions}>
        {canWrite ? (
          <>
            <Button onClick={() => setRotating(true)}>{t('action.rotate')}</Button>
            <Button danger onClick={askToRevoke}>
              {t('action.revoke')}
            </Button>
          </>
        ) : null}
        <AuditLink search={{ actor_id: apiKey.id }}>{t('action.activity')}</AuditLink>
      </div>
      <Section title={t('field.grants')}>
        <GrantList grants={apiKey.grants} />
      </Section>
      {apiKey.state === 'active' ? <ApiKeyCommands apiKey={apiKey} /> : null}
    </div>
  );
}
