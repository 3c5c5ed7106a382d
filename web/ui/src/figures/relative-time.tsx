import { Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKit } from '../theme/kit-provider';
import { formatDateTime, formatRelative } from './time';

type RelativeTimeProps = { at: string | null | undefined };

/** "3 hours ago"; hovering or focusing shows the workspace's time and UTC. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const { t } = useTranslation('kit');
  const { locale, timeZone } = useKit();
  const now = useNow();
  if (!at) return <span>—</span>;
  const date = new Date(at);
  const age = now.getTime() - date.getTime();
  const isJustNow = age >= 0 && age < 60_000;
  const absolute = (
    <>
      {formatDateTime(date, locale, timeZone)} {timeZone}
      <br />
      {formatDateTime(date, locale, 'UTC')} UTC
    </>
  );
  return (
    <Tooltip title={absolute}>
      <time dateTime={at}>
        {isJustNow ? t('time.just_now') : formatRelative(date, now, locale, timeZone)}
      </time>
    </Tooltip>
  );
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
