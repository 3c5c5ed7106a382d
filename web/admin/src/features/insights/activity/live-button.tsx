import { useHotkeys } from '@perennial/ui';
import { Button } from 'antd';
import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';

type LiveButtonProps = { isPaused: boolean; onChange: (isPaused: boolean) => void };

/** Stops the stream and lets it go on, by button and by P. */
export function LiveButton({ isPaused, onChange }: LiveButtonProps) {
  const { t } = useTranslation('activity');
  const label = t(isPaused ? 'live.resume' : 'live.pause');
  const toggle = () => onChange(!isPaused);
  useHotkeys([{ keys: 'p', label, group: t('title'), run: toggle }]);
  return (
    <Button icon={isPaused ? <Play size={14} /> : <Pause size={14} />} onClick={toggle}>
      {label}
    </Button>
  );
}
