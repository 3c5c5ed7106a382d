import { EmptyState } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { channelTabs } from './channel-search';

type PanelEmptyProps = { tab: (typeof channelTabs)[number]; onCreate: (() => void) | undefined };

/** Before the first entry: what it is good for, and the way to enter one. */
export function PanelEmpty({ tab, onCreate }: PanelEmptyProps) {
  const { t } = useTranslation('channels');
  return (
    <EmptyState
      title={t(`empty.${tab}.title`)}
      action={
        onCreate ? (
          <Button type="primary" onClick={onCreate}>
            {t(`create.${tab}`)}
          </Button>
        ) : null
      }
    >
      {t(`empty.${tab}.text`)}
    </EmptyState>
  );
}
