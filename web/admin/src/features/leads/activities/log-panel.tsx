import { KeyCaps, useHotkeys } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './activities.module.css';
import { activityIcons, activityKinds, type Quick, quickActivities } from './activity-kinds';

type LogPanelProps = { onChoose: (quick: Quick) => void; onMore: () => void };

/** What was done, one key each: the digits where they were reached, the letters below them where not. */
export function LogPanel({ onChoose, onMore }: LogPanelProps) {
  const { t } = useTranslation('activities');
  useHotkeys(quickActivities.map((quick) => ({ keys: quick.keys, run: () => onChoose(quick) })));
  return (
    <fieldset className={styles.panel} aria-label={t('log')}>
      <ul>
        {activityKinds.map((kind) => {
          const Icon = activityIcons[kind];
          return (
            <li key={kind} className={styles.choice}>
              {quickActivities
                .filter((quick) => quick.kind === kind)
                .map((quick) => (
                  <Button
                    key={quick.outcome}
                    type="text"
                    className={styles[quick.outcome] ?? ''}
                    aria-label={t(`say.${quick.outcome}`, { what: t(`kind.${kind}`) })}
                    onClick={() => onChoose(quick)}
                    {...(quick.outcome === 'reached' ? { icon: <Icon size={14} /> } : {})}
                  >
                    <span className={styles.word}>
                      {quick.outcome === 'reached' ? t(`kind.${kind}`) : t(`in_vain.${kind}`)}
                    </span>
                    <KeyCaps keys={quick.keys} />
                  </Button>
                ))}
            </li>
          );
        })}
      </ul>
      <Button type="text" className={styles.more ?? ''} onClick={onMore}>
        <span className={styles.word}>{t('with_note')}</span>
        <KeyCaps keys="l" />
      </Button>
    </fieldset>
  );
}
