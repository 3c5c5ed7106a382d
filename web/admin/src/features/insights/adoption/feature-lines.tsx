import { IconButton } from '@perennial/ui';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EventPicker } from '../../../shared/events/event-picker';
import { SettledText } from '../../../shared/forms/settled-text';
import styles from '../builder.module.css';
import { BuilderField } from '../builder-field';
import { type ChosenFeature, isComplete } from './adoption-search';

type FeatureLinesProps = { features: ChosenFeature[]; onChange: (features: ChosenFeature[]) => void };

/** The features that are looked at, in the order in which they are shown. */
export function FeatureLines({ features, onChange }: FeatureLinesProps) {
  const { t } = useTranslation('insights');
  const move = (from: number, to: number) => {
    const moved = features[from];
    const rest = features.filter((_, at) => at !== from);
    if (moved) onChange([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  return features.map((feature, at) => {
    const number = at + 1;
    const change = (part: Partial<ChosenFeature>) =>
      onChange(features.map((old, place) => (place === at ? { ...old, ...part } : old)));
    // What has no events yet is not asked: the others move up.
    const asked = features.slice(0, at).filter(isComplete).length;
    const pointer = isComplete(feature) ? `/features/${asked}` : '/features/-';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: two features may be the same; their place tells them apart
      <div key={at} className={styles.line}>
        <div className={styles.lineSide}>
          <BuilderField label={t('adoption.name', { number })} pointer={`${pointer}/name`}>
            {(control) => (
              <SettledText
                {...control}
                placeholder={t('adoption.name_usual')}
                maxLength={100}
                value={feature.name ?? ''}
                onChange={(name) => change({ name: name.trim() || undefined })}
              />
            )}
          </BuilderField>
        </div>
        <div className={styles.lineMain}>
          <BuilderField label={t('adoption.events_of', { number })} pointer={`${pointer}/event`}>
            {(control) => (
              <EventPicker {...control} value={feature.events} onChange={(events) => change({ events })} />
            )}
          </BuilderField>
        </div>
        <span className={styles.remove}>
          <IconButton
            label={t('adoption.up', { number })}
            icon={<ArrowUp size={15} />}
            onClick={at > 0 ? () => move(at, at - 1) : undefined}
          />
          <IconButton
            label={t('adoption.down', { number })}
            icon={<ArrowDown size={15} />}
            onClick={number < features.length ? () => move(at, at + 1) : undefined}
          />
          <IconButton
            label={t('adoption.remove', { number })}
            icon={<X size={15} />}
            onClick={() => onChange(features.filter((_, place) => place !== at))}
          />
        </span>
      </div>
    );
  });
}
