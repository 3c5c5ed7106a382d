import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

type DeliveryResultProps = { statusCode: number | null | undefined; error: string | null | undefined };

/** What came back: the answer's status, or why there was none. */
export function DeliveryResult({ statusCode, error }: DeliveryResultProps) {
  const { t } = useTranslation('webhooks');
  if (statusCode) return <>{t('answered', { status: statusCode })}</>;
  if (!error) return <>—</>;
  const key = `webhooks:error.${error}`;
  return <>{i18next.exists(key) ? t(`error.${error}` as 'error.timeout') : error}</>;
}
