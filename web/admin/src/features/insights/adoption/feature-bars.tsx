import type { FeatureUse } from '@perennial/api-client';
import { Figure, useAppearance, useKit } from '@perennial/ui';
import { Tooltip } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { chartPalette } from '../../../shared/charts/chart-palette';
import { formatInterval, formatShare } from '../../../shared/charts/format';
import type { Known, OpenCell } from '../../../shared/charts/retention-types';
import styles from './feature-bars.module.css';
import { OpenUnits } from './open-units';
import { useAdoptionWords } from './use-adoption-words';

const heads = [
  ...(['adopters', 'new', 'kept', 'earlier', 'lost'] as const),
  ...(['events', 'median_events', 'median_time', 'total_time'] as const),
];

type FeatureBarsProps = { label: string; features: FeatureUse[]; onOpen: OpenCell };

/** A line for each feature: how many of the active ones use it, who of them is new, and how much they do. */
export function FeatureBars({ label, features, onOpen }: FeatureBarsProps) {
  const { t } = useTranslation('insights');
  const { mode } = useAppearance();
  const { series } = chartPalette(mode);
  return (
    <div className={styles.room}>
      <ol
        className={styles.features}
        aria-label={label}
        style={{ '--kept': series(0), '--new': series(1), '--earlier': series(2) } as CSSProperties}
      >
        <li className={styles.heads} aria-hidden="true">
          {heads.map((head) => (
            <span key={head}>{t(`adoption.${head}`)}</span>
          ))}
        </li>
        {features.map((use) => (
          <FeatureLine key={use.cells.adopters} use={use} onOpen={onOpen} />
        ))}
      </ol>
    </div>
  );
}

function FeatureLine({ use, onOpen }: { use: FeatureUse; onOpen: OpenCell }) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useAdoptionWords();
  const { adopters, kept, earlier, lost, cells } = use;
  return (
    <li className={styles.feature}>
      <h3 className={styles.name}>{words.name(use)}</h3>
      <AdoptionBar use={use} />
      <dl className={styles.figures}>
        <div className={styles.main}>
          <dt>{t('adoption.adopters')}</dt>
          <dd>
            <OpenUnits value={adopters} cell={cells.adopters} onOpen={onOpen} />
            <span className={styles.share}>{formatShare(use.rate, locale)}</span>
            <small className={styles.interval}>{formatInterval(use.low, use.high, locale)}</small>
          </dd>
        </div>
        <div>
          <dt>{t('adoption.new')}</dt>
          <dd>
            <OpenUnits value={use.new} cell={cells.new} onOpen={onOpen} />
          </dd>
        </div>
        <div>
          <dt>{t('adoption.kept')}</dt>
          <dd>
            <OpenUnits value={kept} cell={cells.kept} onOpen={onOpen} />
          </dd>
        </div>
        <div>
          <dt>{t('adoption.earlier')}</dt>
          <dd>
            <OpenUnits value={earlier} cell={cells.earlier} onOpen={onOpen} />
          </dd>
        </div>
        <div>
          <dt>{t('adoption.lost')}</dt>
          <dd>
            <OpenUnits value={lost} cell={cells.lost} onOpen={onOpen} />
          </dd>
        </div>
        <div>
          <dt>{t('adoption.events')}</dt>
          <dd>
            <Figure value={use.events} />
          </dd>
        </div>
        <div>
          <dt>{t('adoption.median_events')}</dt>
          <dd>{words.uses(use.median_events)}</dd>
        </div>
        <div>
          <dt>{t('adoption.median_time')}</dt>
          <dd>
            <Time seconds={use.median_seconds} reason={words.noTime(use)} />
          </dd>
        </div>
        <div>
          <dt>{t('adoption.total_time')}</dt>
          <dd>
            <Time seconds={use.total_seconds} reason={words.noTime(use)} />
          </dd>
        </div>
      </dl>
    </li>
  );
}

/** As long as the share of the active ones; the line across it is where the true share may lie. */
function AdoptionBar({ use }: { use: FeatureUse }) {
  const { kept, earlier, rate, low, high } = use;
  const part = (value: number) => ({ flexGrow: value });
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.bar} style={{ '--part': rate ?? 0 } as CSSProperties}>
        <i className={styles.kept} style={part(kept)} />
        <i className={styles.new} style={part(use.new)} />
        <i className={styles.earlier} style={part(earlier)} />
      </span>
      {low == null || high == null ? null : (
        <span className={styles.whisker} style={{ '--low': low, '--high': high } as CSSProperties} />
      )}
    </span>
  );
}

function Time({ seconds, reason }: { seconds: Known; reason: string | undefined }) {
  const words = useAdoptionWords();
  if (!reason) return words.duration(seconds);
  return (
    <Tooltip title={reason}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the reason opens by keyboard too */}
      <span tabIndex={0} className={styles.explained}>
        <span aria-hidden="true">—</span>
        <span className="visually-hidden">{reason}</span>
      </span>
    </Tooltip>
  );
}
